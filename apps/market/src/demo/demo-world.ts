import type { INestApplicationContext } from '@nestjs/common';
import { Memberships, People, Roles } from '#libs/identity';
import { Actor, Clock, Database, type Id } from '#libs/platform';
import { BulkCatalogue, Certificates, Shops, type BulkProduct, type CertificateDetails } from '#libs/shop';
import type { DemoShop } from './craft.js';
import { ARTISANS_SHOP, DEMO_PASSWORD, DEMO_PEOPLE } from './people.js';
import { productsOf } from './products.js';
import { plantSentras } from './sentras.js';
import { SHOPS_OF_THE_EAST } from './shops-of-the-east.js';
import { SHOPS_OF_THE_WEST } from './shops-of-the-west.js';

export const DEMO_SHOPS: readonly DemoShop[] = [...SHOPS_OF_THE_EAST, ...SHOPS_OF_THE_WEST];

/** Makes the demo world in one transaction, its pictures first; does nothing where it is. */
export async function makeDemoWorld(app: INestApplicationContext, tell: (line: string) => void): Promise<void> {
  if (await app.get(People).byEmail(DEMO_PEOPLE[0]!.email)) return;
  tell('demo world: pictures');
  const now = app.get(Clock).now();
  const stocks: Stock[] = [];
  for (const shop of DEMO_SHOPS) {
    const products = productsOf(shop, now);
    stocks.push({ shop, products, drawings: await app.get(BulkCatalogue).storeDrawings(products) });
  }
  await app.get(Database).transaction(async () => {
    tell('demo world: people');
    const people = await makePeople(app);
    const shops = new Map<string, Id<'shp'>>();
    for (const stock of stocks) {
      shops.set(stock.shop.slug, await openShop(app, stock, people));
      if (shops.size % 10 === 0) tell(`demo world: ${shops.size} of ${DEMO_SHOPS.length} shops`);
    }
    await plantSentras(app, people.admin, shops);
  });
  tell('demo world: ready');
}

interface Stock {
  shop: DemoShop;
  products: BulkProduct[];
  drawings: string[];
}

interface Cast {
  admin: Actor;
  artisan: Id<'usr'>;
}

async function makePeople(app: INestApplicationContext): Promise<Cast> {
  const people = app.get(People);
  const ids = new Map<string, Id<'usr'>>();
  for (const { email, name, locale, phone } of DEMO_PEOPLE) ids.set(email, await people.create({ email, name, locale, phone, password: DEMO_PASSWORD, emailVerified: true }));
  const admin = ids.get('admin@kriyadesa.test')!;
  await app.get(Roles).grant(admin, 'admin');
  await app.get(Memberships).grant('area', '63.72', ids.get('officer@kriyadesa.test')!, 'officer');
  return { admin: new Actor({ userId: admin, roles: ['admin'] }), artisan: ids.get('artisan@kriyadesa.test')! };
}

async function openShop(app: INestApplicationContext, { shop, products, drawings }: Stock, { admin, artisan }: Cast): Promise<Id<'shp'>> {
  const place = DEMO_SHOPS.indexOf(shop) + 1;
  const ownerId = shop.slug === ARTISANS_SHOP ? artisan : await makeOwner(app, shop);
  const shops = app.get(Shops);
  const nib = `91200${String(place).padStart(8, '0')}`;
  const shopId = await shops.register(new Actor({ userId: ownerId }), {
    name: shop.name, villageCode: shop.villageCode, story: shop.story, nib, addressLine: `Jl. Kerajinan No. ${place}, RT 002/RW 001`,
    contactPhone: `+62813000${String(place).padStart(5, '0')}`, contactEmail: `${shop.slug}@kriyadesa.test`,
  });
  const owner = new Actor({ userId: ownerId, memberships: [{ kind: 'shop', id: shopId, role: 'owner' }] });
  await shops.submit(owner, shopId);
  await shops.approve(admin, shopId);
  for (const certificate of certificatesOf(shop, place, nib)) {
    const { id } = await app.get(Certificates).add(owner, shopId, certificate, null);
    await app.get(Certificates).verify(admin, id);
  }
  await app.get(BulkCatalogue).publish(shopId, shop.slug, products, drawings);
  return shopId;
}

async function makeOwner(app: INestApplicationContext, shop: DemoShop): Promise<Id<'usr'>> {
  return app.get(People).create({ email: `${shop.slug}@kriyadesa.test`, name: shop.owner, locale: 'id', password: DEMO_PASSWORD, emailVerified: true });
}

function certificatesOf(shop: DemoShop, place: number, nib: string): CertificateDetails[] {
  const common = { holderName: shop.owner, issuedOn: '2026-02-02', expiresOn: null };
  const number = String(place).padStart(4, '0');
  const regency = shop.villageCode.slice(0, 5).replace('.', '');
  const all: CertificateDetails[] = [{ ...common, kind: 'nib', number: nib, issuer: 'OSS' }];
  if (shop.craft === 'tempe') {
    all.push({ ...common, kind: 'pirt', number: `215${regency}01${number}-31`, issuer: 'Dinas Kesehatan', expiresOn: '2031-12-31' });
    all.push({ ...common, kind: 'halal', number: `ID${regency}${number}000126${number.slice(-3)}`, issuer: 'BPJPH' });
  }
  return all;
}
