import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { Client } from '../../support/client.js';
import { startSite, type Site } from '../../support/site.js';

let site: Site;
let admin: Client;
let artisan: Client;
let shop: string;
beforeAll(async () => {
  site = await startSite({ roles: ['api'] });
  admin = await site.client.signIn('admin@kriyadesa.test', 'kriyadesa-demo');
  const person = { email: 'ijah@example.com', password: 'anyaman-purun-palam', name: 'Ijah' };
  const signUp = await fetch(`${site.url}/api/auth/sign-up/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(person) });
  expect(signUp.status).toBe(200);
  artisan = await site.client.signIn(person.email, person.password);
  shop = `/api/v1/seller/shops/${(await artisan.post<{ id: string }>('/api/v1/seller/shops', { name: 'Anyaman Ijah', villageCode: '63.72.03.1001' })).body.id}`;
});
afterAll(() => site.close());

interface Product {
  id: string;
  slug: string;
  state: string;
  variants: { id: string; sku: string; price: { amount: number }; tiers: { retail: object[] } }[];
  missing: { pointer: string; message: string }[];
}

const VARIANT = { sku: 'IJAH-1', price: { amount: 20_000, currency: 'IDR' }, weightGrams: 150, packedMm: { length: 300, width: 200, height: 50 }, nestable: true };

describe('an artisan', () => {
  test('opens a shop, completes it, and an admin approves it', async () => {
    expect((await artisan.post<{ code: string; errors: { pointer: string }[] }>(`${shop}/submission`)).body).toMatchObject({ code: 'not_ready_for_review', errors: [{ pointer: '/addressLine' }, { pointer: '/contactPhone' }, { pointer: '/nib' }] });
    const edited = await artisan.patch(shop, { addressLine: 'Jl. Purun 1', contactPhone: '+6281234567890', nib: '9120001234567', story: { id: 'Kami menganyam purun.', en: 'We weave purun.' }, colour: '#1b4d3e' });
    expect(edited.body).toMatchObject({ state: 'draft', story: { en: 'We weave purun.' } });
    expect((await artisan.post(`${shop}/submission`)).body).toMatchObject({ state: 'in_review' });
    const id = shop.split('/').at(-1)!;
    expect((await admin.get<{ items: { id: string }[] }>('/api/v1/admin/shops?state=in_review')).body.items.map((s) => s.id)).toEqual([id]);
    expect((await admin.post(`/api/v1/admin/shops/${id}/approval`)).status).toBe(204);
    expect((await admin.post(`/api/v1/admin/shops/${id}/approval`)).status).toBe(409);
    expect((await artisan.get<{ items: object[] }>('/api/v1/seller/shops')).body.items).toEqual([expect.objectContaining({ id, slug: 'anyaman-ijah', state: 'active' })]);
  });

  test('puts a first product on the shelves, from draft to a page that anyone can buy from', async () => {
    const made = await artisan.post<Product>(`${shop}/products`, { name: { id: 'Bakul purun', en: 'Purun basket' }, category: 'craft/weaving' });
    expect([made.status, made.body.state]).toEqual([201, 'draft']);
    const product = `${shop}/products/${made.body.id}`;
    expect((await artisan.post<Product>(`${product}/submission`)).body).toMatchObject({ code: 'not_ready_to_publish', errors: [{ pointer: '/attributes/material' }, { pointer: '/description' }, { pointer: '/variants' }] });
    await artisan.patch(product, { description: { id: 'Anyaman purun danau.' }, attributes: { material: { id: 'purun danau', en: 'lake purun' } } });
    const [variant] = (await artisan.post<Product>(`${product}/variants`, { ...VARIANT, packs: [{ code: 'LUSIN', quantity: 12 }] })).body.variants;
    expect(variant).toMatchObject({ sku: 'IJAH-1', price: { amount: 20_000, currency: 'IDR' }, unit: { code: 'PCS', step: 1 } });
    const tiered = await artisan.put<Product>(`${product}/variants/${variant!.id}/tiers/retail`, { tiers: [{ minQuantity: 12, unitPrice: { amount: 18_000, currency: 'IDR' } }] });
    expect(tiered.body.variants[0]!.tiers.retail).toEqual([{ minQuantity: 12, unitPrice: { amount: 18_000, currency: 'IDR' } }]);
    expect((await artisan.put(`${shop}/stock/${variant!.id}`, { onHand: 9, reason: 'hitung pertama' })).status).toBe(200);
    expect((await artisan.post(`${product}/submission`)).body).toMatchObject({ state: 'in_review', missing: [] });
    expect((await site.client.get(`/api/v1/products/${made.body.slug}`)).status).toBe(404);
    expect((await admin.post(`/api/v1/admin/products/${made.body.id}/approval`)).status).toBe(204);
    expect((await site.client.get(`/api/v1/products/${made.body.slug}`)).body).toMatchObject({ madeToOrder: false, variants: [{ id: variant!.id, available: 9, price: { amount: 20_000 } }] });

    expect((await artisan.post(`${product}/pause`)).body).toMatchObject({ state: 'paused', pausedBy: 'seller' });
    expect((await site.client.get(`/api/v1/products/${made.body.slug}`)).status).toBe(404);
    expect((await artisan.post(`${product}/resumption`)).body).toMatchObject({ state: 'active' });
    expect((await artisan.get<{ items: object[] }>(`${shop}/products?state=active`)).body.items).toEqual([expect.objectContaining({ id: made.body.id, price: { amount: 20_000, currency: 'IDR' }, variantCount: 1 })]);
  });

  test('is told at which field what is wrong, in the language asked for', async () => {
    const english = artisan.with({ 'accept-language': 'en' });
    const refused = async (path: string, body: object, method: 'post' | 'patch' | 'put' = 'post') => {
      const { status, body: problem } = await english[method]<{ errors: { pointer: string }[] }>(path, body);
      return [status, problem.errors.map((e) => e.pointer)];
    };
    expect(await refused('/api/v1/seller/shops', { name: 'X', villageCode: 'Palam', state: 'active' })).toEqual([400, ['/state', '/name', '/villageCode']]);
    expect(await refused(`${shop}/products`, { name: { id: 'Bakul' }, category: 'craft/nothing' })).toEqual([400, ['/category']]);
    expect(await refused(`${shop}/products`, { name: { id: 'Bakul' }, category: 'food/snack', attributes: { netWeightGrams: -1, hue: 1 } })).toEqual([400, ['/attributes/hue', '/attributes/netWeightGrams']]);
    const { body } = await artisan.post<Product>(`${shop}/products`, { name: { id: 'Bakul besar' }, category: 'craft/weaving' });
    const variants = `${shop}/products/${body.id}/variants`;
    expect(await refused(variants, { ...VARIANT, price: { amount: 0.5, currency: 'IDR' } })).toEqual([400, ['/price/amount']]);
    expect(await refused(variants, { ...VARIANT, sku: 'B-1', unit: { code: 'PCS', step: 0.5 } })).toEqual([400, ['/unit/step']]);
    expect((await english.post(variants, VARIANT)).body).toMatchObject({ code: 'sku_taken', status: 409 });
    const [variant] = (await artisan.post<Product>(variants, { ...VARIANT, sku: 'B-1' })).body.variants;
    const tier = (minQuantity: number, amount: number) => ({ minQuantity, unitPrice: { amount, currency: 'IDR' } });
    expect(await refused(`${variants}/${variant!.id}/tiers/retail`, { tiers: [tier(12, 18_000), tier(12, 17_000)] }, 'put')).toEqual([400, ['/tiers/1/minQuantity']]);
    expect((await english.put(`${variants}/${variant!.id}/tiers/all`, { tiers: [] })).status).toBe(400);
  });

  test('hands in a certificate with its scan, which only the shop and admins can read', async () => {
    const handed = await artisan.post<{ id: string; warnings: object[] }>(`${shop}/certificates`, { kind: 'pirt', number: '2063306010072-31', holderName: 'Ijah' });
    expect([handed.status, handed.body.warnings.length]).toEqual([201, 1]);
    const certificate = `${shop}/certificates/${handed.body.id}`;
    const upload = async (bytes: Buffer, name: string) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)]), name);
      return (await fetch(`${site.url}${certificate}/files`, { method: 'POST', headers: artisan.headers, body: form })).status;
    };
    const scan = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } }).withExif({ IFD0: { Make: 'Kamera' } }).jpeg().toBuffer();
    expect(await upload(scan, 'scan.jpg')).toBe(204);
    expect(await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'scan.svg')).toBe(422);
    const read = (client: Client, path: string) => fetch(`${site.url}${path}/files/0`, { headers: client.headers });
    const got = await read(artisan, certificate);
    expect([got.status, got.headers.get('content-type'), got.headers.get('content-disposition')?.split(';')[0]]).toEqual([200, 'image/jpeg', 'attachment']);
    expect((await sharp(Buffer.from(await got.arrayBuffer())).metadata()).exif).toBeUndefined();
    expect((await read(admin, `/api/v1/admin/certificates/${handed.body.id}`)).status).toBe(200);
    expect((await admin.post(`/api/v1/admin/certificates/${handed.body.id}/verification`)).status).toBe(204);
    expect((await artisan.get(`${shop}/certificates`)).body).toMatchObject({ items: [{ state: 'verified', expiresOn: '2031-12-31', files: [{ contentType: 'image/jpeg' }] }] });
    const stranger = await site.client.signIn('artisan@kriyadesa.test', 'kriyadesa-demo');
    expect([(await read(stranger, certificate)).status, (await read(stranger, `/api/v1/admin/certificates/${handed.body.id}`)).status, (await read(site.client, certificate)).status]).toEqual([404, 403, 401]);
  });

  test('shares the work: a member may sell, only an owner may change the shop and the team', async () => {
    const buyer = await site.client.signIn('buyer@kriyadesa.test', 'kriyadesa-demo');
    expect((await buyer.get(shop)).status).toBe(404);
    const team = await artisan.put<{ items: { userId: string; role: string }[] }>(`${shop}/members`, { email: 'buyer@kriyadesa.test', role: 'staff' });
    expect(team.body.items.map((m) => m.role)).toEqual(['owner', 'staff']);
    expect([(await buyer.get(shop)).status, (await buyer.patch(shop, { name: 'Milikku' })).status, (await buyer.put(`${shop}/members`, { email: 'buyer@kriyadesa.test', role: 'owner' })).status]).toEqual([200, 403, 403]);
    expect((await artisan.delete(`${shop}/members/${team.body.items[1]!.userId}`)).status).toBe(204);
    expect((await buyer.get(shop)).status).toBe(404);
    expect((await artisan.delete(`${shop}/members/${team.body.items[0]!.userId}`)).status).toBe(409);
  });
});

test('an admin keeps the sentra that anyone can list', async () => {
  const made = await admin.post<{ id: string; slug: string }>('/api/v1/admin/sentras', { name: 'Sentra Uji', type: 'sentra', commodity: { id: 'uji' }, villageCodes: ['63.72.03.1001'] });
  expect(made.status).toBe(201);
  expect((await admin.put(`/api/v1/admin/sentras/${made.body.id}/members`, { shopId: shop.split('/').at(-1) })).status).toBe(204);
  expect((await site.client.get('/api/v1/sentras?village=63.72.03.1001')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ slug: 'sentra-uji', memberCount: 1 })]) });
  expect((await admin.get(`/api/v1/admin/sentras/${made.body.id}/members`)).body).toMatchObject({ items: [{ name: 'Anyaman Ijah' }] });
  expect((await artisan.post('/api/v1/admin/sentras', {})).status).toBe(403);
});

test('anyone can read the categories with what a seller fills in', async () => {
  const { body } = await site.client.with({ 'accept-language': 'en' }).get<{ items: { path: string; name: string; attributes: { key: string }[] }[] }>('/api/v1/categories');
  expect(body.items.find((c) => c.path === 'food/snack')).toMatchObject({ name: 'Snacks', attributes: expect.arrayContaining([expect.objectContaining({ key: 'netWeightGrams', kind: 'number', unit: 'g', required: true })]) });
});
