import sharp from 'sharp';
import { Memberships, People } from '#libs/identity';
import { Client } from '../../support/client.js';
import { startSite, type Site } from '../../support/site.js';
import { ask, enter, EVERYBODY, type Ask, type Credentials, type Seen, type Who } from './principals.js';
import { shopping, type Shopping } from './shopping.js';
import { TRANSFER_ACCOUNT } from './transferring.js';
import { must, type Making, type Secret, type Thing } from './things.js';

export interface World {
  site: Site;
  things: Record<string, Thing>;
  credentials: Record<Who, Credentials>;
  secrets: Secret[];
  picture: Blob;
  as: (who: Who, asked: Ask) => Promise<Seen>;
  close: () => Promise<void>;
}

export const SHOP_A = 'al-firdaus-purun';
export const SHOP_B = 'keripik-tempe-uni-rina';
export const SHOP_C = 'galuh-banjar';

/** The demo world with two shops, their buyers, and one of everything that a request can name; made over HTTP. */
export async function makeWorld(): Promise<World> {
  const site = await startSite({ env: { TRANSFER_ACCOUNT } });
  const invite = (name: string) => site.app.get(People).create({ email: `${name}@kriyadesa.test`, name: `Orang ${name}`, password: 'kriyadesa-demo', locale: 'id', emailVerified: true });
  const staff = await invite('staff');
  await invite('newcomer');
  const credentials = Object.fromEntries(EVERYBODY.map((who) => [who, { cookies: {} }])) as Record<Who, Credentials>;
  credentials.forged = { bearer: `${'x'.repeat(32)}.${Buffer.from('forged').toString('base64')}`, cookies: { 'kriyadesa.session_token': 'forged.c2lnbmF0dXJl' } };
  const addresses: [Who, string][] = [
    ['expired', 'buyer'], ['buyerA', 'buyer'], ['buyerB', 'reseller'], ['officer', 'officer'], ['newcomer', 'newcomer'], ['ownerA', 'artisan'], ['staffA', 'staff'],
    ['ownerB', SHOP_B], ['ownerC', SHOP_C], ['admin', 'admin'],
  ];
  for (const [who, name] of addresses) credentials[who] = await enter(site, `${name}@kriyadesa.test`);
  await site.db.query(`UPDATE identity.session SET expires_at = now() - interval '1 minute' WHERE token = $1`, [credentials.expired.bearer!.split('.')[0]]);

  const client = (who: Who) => new Client(site.url, credentials[who].bearer ? { authorization: `Bearer ${credentials[who].bearer}` } : {});
  const shop = async (slug: string) => (await site.client.get<{ id: string }>(`/api/v1/shops/${slug}`)).body.id;
  const shops = { A: await shop(SHOP_A), B: await shop(SHOP_B), C: await shop(SHOP_C) };
  const picture = new Blob([new Uint8Array(await sharp({ create: { width: 40, height: 40, channels: 3, background: '#a52' } }).png().toBuffer())], { type: 'image/png' });
  must(await client('ownerA').put(`/api/v1/seller/shops/${shops.A}/members`, { email: 'staff@kriyadesa.test', role: 'staff' }));

  const ofShop: Record<string, Thing> = {
    shop: { prefix: 'shp', own: shops.A, other: shops.B },
    staff: { prefix: 'usr', own: staff, other: (await site.app.get(Memberships).holders('shop', shops.B))[0]!.userId },
    sentra: { prefix: 'sen', ...(await sentras(client('admin'))) },
    ...(await goods({ client, shops, picture })),
  };
  const traded: Shopping = await shopping({ site, client, shops, goods: ofShop, credentials });
  const stopped = must(await client('ownerC').get<Product>(`/api/v1/seller/shops/${shops.C}/products/${await firstOf(client('ownerC'), shops.C)}`));
  must(await client('admin').post(`/api/v1/admin/shops/${shops.C}/suspension`, { reason: 'Foto produk bukan miliknya' }));
  const suspended = { suspendedShop: lone('shp', shops.C), suspendedProduct: lone('prd', stopped.id), suspendedVariant: lone('var', stopped.variants[0]!.id) };
  const things: Record<string, Thing> = { ...ofShop, ...(await applicants(client)), ...traded.things, ...suspended };
  const hidden = ['certificate', 'certificateToReject', 'productToApprove', 'productToReject', 'productToSubmit', 'spare'];
  const atShopA: Who[] = ['ownerA', 'staffA', 'admin'];
  const secrets = [...traded.secrets, ...hidden.map((name) => ({ id: things[name]!.own, seenBy: atShopA })), { id: staff, seenBy: [...atShopA] }];
  secrets.push({ id: 'staff@kriyadesa.test', seenBy: atShopA }, { id: 'newcomer@kriyadesa.test', seenBy: ['newcomer', 'admin'] });
  return { site, things, credentials, secrets, picture, as: (who, asked) => ask(site, credentials[who], asked), close: () => site.close() };
}

interface Product {
  id: string;
  name: object;
  category: string;
  description: object;
  attributes: object;
  variants: { id: string }[];
}

const lone = (prefix: string, own: string): Thing => ({ prefix, own, other: own });

async function firstOf(owner: Client, shopId: string): Promise<string> {
  return must(await owner.get<{ items: { id: string }[] }>(`/api/v1/seller/shops/${shopId}/products?state=active`)).items[0]!.id;
}

/** What the two shops have: on the shelves, drafted, waiting for the reviewers, certified. */
async function goods({ client, shops, picture }: Making): Promise<Record<string, Thing>> {
  const owned = { A: client('ownerA'), B: client('ownerB') };
  const at = (side: 'A' | 'B') => `/api/v1/seller/shops/${shops[side]}`;
  const upload = async (side: 'A' | 'B', path: string, field: string) => {
    const form = new FormData();
    form.set(field, picture, 'foto.png');
    const answer = await fetch(`${owned[side].base}${at(side)}${path}`, { method: 'POST', headers: owned[side].headers, body: form });
    if (!answer.ok) throw new Error(`no upload to ${path}: ${answer.status} ${await answer.text()}`);
  };
  const onShelf = async (side: 'A' | 'B', place: number): Promise<Product> => {
    const { items } = must(await owned[side].get<{ items: { id: string; madeToOrder: boolean }[] }>(`${at(side)}/products?state=active&limit=50`));
    return must(await owned[side].get<Product>(`${at(side)}/products/${items.filter((each) => !each.madeToOrder)[place]!.id}`));
  };
  const draft = async (side: 'A' | 'B', model: Product, sku: string, submit: boolean): Promise<Product> => {
    const { name, category, description, attributes } = model;
    const made = must(await owned[side].post<Product>(`${at(side)}/products`, { name, category, description, attributes }));
    const whole = must(await owned[side].post<Product>(`${at(side)}/products/${made.id}/variants`, { sku, price: { amount: 20000, currency: 'IDR' }, weightGrams: 200, packedMm: { length: 200, width: 100, height: 50 } }));
    await upload(side, `/products/${made.id}/photos`, 'photo');
    if (submit) must(await owned[side].post(`${at(side)}/products/${made.id}/submission`));
    return whole;
  };
  const photo = async (side: 'A' | 'B', productId: string) => must(await owned[side].get<{ items: { id: string }[] }>(`${at(side)}/products/${productId}/photos`)).items[0]!.id;
  const certificate = async (side: 'A' | 'B', number: string) => {
    const { id } = must(await owned[side].post<{ id: string }>(`${at(side)}/certificates`, { kind: 'trademark', number, holderName: 'Siti Mariam' }));
    await upload(side, `/certificates/${id}/files`, 'file');
    return id;
  };
  const [a, b, second] = [await onShelf('A', 0), await onShelf('B', 0), await onShelf('A', 1)];
  const drafts = { A: await draft('A', a, 'AUTHZ-1', false), B: await draft('B', b, 'AUTHZ-1', false) };
  const waiting = [await draft('A', a, 'AUTHZ-2', true), await draft('A', a, 'AUTHZ-3', true)];
  return {
    product: { prefix: 'prd', own: a.id, other: b.id },
    variant: { prefix: 'var', own: a.variants[0]!.id, other: b.variants[0]!.id },
    photo: { prefix: 'pho', own: await photo('A', a.id), other: await photo('B', b.id) },
    variantToSell: { prefix: 'var', own: second.variants[0]!.id, other: b.variants[0]!.id },
    productToSubmit: { prefix: 'prd', own: drafts.A.id, other: drafts.B.id },
    spare: { prefix: 'var', own: drafts.A.variants[0]!.id, other: drafts.B.variants[0]!.id },
    sparePhoto: { prefix: 'pho', own: await photo('A', drafts.A.id), other: await photo('B', drafts.B.id) },
    productToApprove: { prefix: 'prd', own: waiting[0]!.id, other: b.id },
    productToReject: { prefix: 'prd', own: waiting[1]!.id, other: b.id },
    certificate: { prefix: 'crt', own: await certificate('A', 'IDM000111'), other: await certificate('B', 'IDM000112') },
    certificateToReject: { prefix: 'crt', own: await certificate('A', 'IDM000113'), other: await certificate('B', 'IDM000114') },
  };
}

/** Two shops that ask for their approval. */
async function applicants(client: Making['client']): Promise<Record<string, Thing>> {
  const newcomer = client('newcomer');
  const apply = async (name: string, nib: string) => {
    const { id } = must(await newcomer.post<{ id: string }>('/api/v1/seller/shops', { name, villageCode: '51.03.04.2005', addressLine: 'Jl. Raya 1', contactPhone: '+6281200000099', nib }));
    must(await newcomer.post(`/api/v1/seller/shops/${id}/submission`));
    return id;
  };
  const [approved, rejected] = [await apply('Toko Baru', '9120099999991'), await apply('Toko Ragu', '9120099999992')];
  return { shopToApprove: { prefix: 'shp', own: approved, other: rejected }, shopToReject: { prefix: 'shp', own: rejected, other: approved } };
}

async function sentras(admin: Client): Promise<Pick<Thing, 'own' | 'other'>> {
  const { items } = must(await admin.get<{ items: { id: string; name: string }[] }>('/api/v1/admin/sentras'));
  const idNamed = (name: string) => items.find((each) => each.name === name)!.id;
  return { own: idNamed('Kampung Purun Palam'), other: idNamed('Sentra Endek Getasan') };
}
