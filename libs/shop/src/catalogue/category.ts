import type { FieldError, Words } from '#libs/platform';
import { CATEGORIES } from './categories.js';
import type { AttributeField, Category, Choice } from './category-schema.js';

const byPath = new Map<string, Category>();
const walk = (categories: readonly Category[]): void => {
  for (const category of categories) {
    byPath.set(category.path, category);
    walk(category.children);
  }
};
walk(CATEGORIES);

export function findCategory(path: string): Category | null {
  return byPath.get(path) ?? null;
}

/** The category a product may hang on: known and without children. */
export function leafCategory(path: string): Category | null {
  const found = findCategory(path);
  return found && found.children.length === 0 ? found : null;
}

/** From the root to the category itself, for breadcrumbs; empty for an unknown path. */
export function categoryTrail(path: string): Category[] {
  const parts = path.split('/');
  return parts.flatMap((_, i) => findCategory(parts.slice(0, i + 1).join('/')) ?? []);
}

const REQUIRED: Words = { id: 'Wajib diisi', en: 'This is required' };

/** What is wrong with the attributes, one finding a field, at `/attributes/<key>`. A draft may be incomplete, never wrong. */
export function attributeProblems(category: Category, attributes: Readonly<Record<string, unknown>>, { complete }: { complete: boolean }): FieldError[] {
  const known = new Set(category.fields.map((field) => field.key));
  const unknown = Object.keys(attributes).filter((key) => !known.has(key));
  return [
    ...unknown.map((key) => ({ pointer: pointer(key), message: { id: 'Isian ini tidak ada di kategori ini', en: 'This category has no such field' } })),
    ...category.fields.flatMap((field) => {
      const value = attributes[field.key];
      const message = value === undefined || value === null ? (complete && field.required ? REQUIRED : null) : fieldProblem(field, value);
      return message ? [{ pointer: pointer(field.key), message }] : [];
    }),
  ];
}

const pointer = (key: string): string => `/attributes/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

function fieldProblem(field: AttributeField, value: unknown): Words | null {
  switch (field.kind) {
    case 'text':
      return textProblem(value, field.maxLength);
    case 'number':
      return numberProblem(field, value);
    case 'choice':
      return choiceProblem(field.choices, value, field.several ?? false);
    default:
      return typeof value === 'boolean' ? null : { id: 'Harus ya atau tidak', en: 'Must be true or false' };
  }
}

function textProblem(value: unknown, maxLength: number): Words | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { id: 'Isi dengan teks { id, en }', en: 'Must be text as { id, en }' };
  const { id, en, ...rest } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id.trim() === '' || (en !== undefined && typeof en !== 'string') || Object.keys(rest).length > 0) return { id: 'Isi teks berbahasa Indonesia', en: 'Give the text in Indonesian' };
  // Postgres cannot hold NUL in jsonb; other control characters have no place either.
  if (/(?![\t\n\r])\p{Cc}/u.test(`${id}${en ?? ''}`)) return { id: 'Ada karakter yang tidak dikenal', en: 'There are characters that cannot be kept' };
  return Math.max(id.length, en?.length ?? 0) > maxLength ? { id: `Paling banyak ${maxLength} huruf`, en: `At most ${maxLength} characters` } : null;
}

function numberProblem(field: { unit: string; min: number; max: number; whole?: boolean }, value: unknown): Words | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || (field.whole && !Number.isInteger(value))) {
    return field.whole ? { id: 'Harus bilangan bulat', en: 'Must be a whole number' } : { id: 'Harus angka', en: 'Must be a number' };
  }
  const range = `${field.min} – ${field.max} ${field.unit}`;
  return value < field.min || value > field.max ? { id: `Harus antara ${range}`, en: `Must be within ${range}` } : null;
}

function choiceProblem(choices: readonly Choice[], value: unknown, several: boolean): Words | null {
  const chosen = several ? value : [value];
  if (!Array.isArray(chosen)) return { id: 'Harus berupa daftar pilihan', en: 'Must be a list of choices' };
  const repeated = new Set(chosen).size !== chosen.length;
  return repeated || chosen.some((each) => !choices.some((c) => c.value === each)) ? { id: 'Pilihan ini tidak ada', en: 'This is not one of the choices' } : null;
}
