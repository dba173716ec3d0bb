import type { Database } from '#libs/platform';

/** The readable part of an address, from a name: at most 60 letters, digits and single hyphens; `fallback` when nothing is left. */
export function slugOf(name: string, fallback: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const slug = plain.replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '');
  return slug || fallback;
}

/** The base itself or the first free `base-2`, `base-3`, …; two writers of one base wait for each other until they commit. */
export async function freeSlug(db: Database, kind: 'shop' | 'product' | 'sentra', base: string): Promise<string> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('shop.slug.' || $1 || '.' || $2, 0))", [kind, base]);
  const rows = await db.query<{ slug: string }>(TAKEN[kind], [base]);
  const taken = new Set(rows.map((row) => row.slug));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

const TAKEN = {
  shop: "SELECT slug FROM shop.shop WHERE slug = $1 OR slug LIKE $1 || '-%'",
  product: "SELECT slug FROM shop.product WHERE slug = $1 OR slug LIKE $1 || '-%'",
  sentra: "SELECT slug FROM shop.sentra WHERE slug = $1 OR slug LIKE $1 || '-%'",
};
