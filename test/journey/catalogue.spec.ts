import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { startSite, type Site } from '../support/site.js';
import type { Client } from '../support/client.js';

interface Card { id: string; slug: string; price: { amount: number }; shop: { id: string; slug: string }; village: { code: string; name: string }; photo: { id: string; url: string } | null; availability: string; category: string }
interface List { items: Card[]; nextCursor: string | null; facets?: { category: Facet[]; regency: Facet[] }; searchedFor: string | null }
interface Facet { value: string; name: string; count: number }
interface Variant { id: string; available: number }
interface Product { id: string; variants: Variant[]; photos: { url: string }[]; shop: { id: string } }
interface Level { variantId: string; onHand: number; reserved: number; available: number; madeToOrder: boolean }

let site: Site;
let artisan: Client;
let shopId: string;
const api = '/api/v1';

beforeAll(async () => {
  site = await startSite({ roles: ['api'] });
  artisan = await site.client.signIn('artisan@kriyadesa.test', 'kriyadesa-demo');
  shopId = (await artisan.get<{ items: { id: string }[] }>(`${api}/seller/shops`)).body.items[0]!.id;
}, 180_000);
afterAll(() => site?.close());

describe('looking', () => {
  test('the newest crafts of many villages come page by page, each with a picture that is small enough', async () => {
    const first = (await site.client.get<List>(`${api}/products?limit=30`)).body;
    const second = (await site.client.get<List>(`${api}/products?limit=30&cursor=${first.nextCursor}`)).body;
    const all = [...first.items, ...second.items];
    expect(new Set(all.map((card) => card.id)).size).toBe(60);
    expect(new Set(all.map((card) => card.village.code)).size).toBeGreaterThan(3);
    for (const card of first.items.slice(0, 3)) {
      const picture = await fetch(`${site.url}${card.photo!.url.replace('.webp', '.avif')}`);
      expect(picture.status).toBe(200);
      expect(picture.headers.get('content-type')).toBe('image/avif');
      expect(picture.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await picture.arrayBuffer()).byteLength).toBeLessThanOrEqual(60_000);
      const again = await fetch(`${site.url}${card.photo!.url.replace('.webp', '.avif')}`, { headers: { 'if-none-match': picture.headers.get('etag')! } });
      expect(again.status).toBe(304);
    }
    expect((await fetch(`${site.url}/photos/${first.items[0]!.photo!.id}/2000.webp`)).status).toBe(404);
    expect((await fetch(`${site.url}/photos/${first.items[0]!.photo!.id}/..%2f..%2fsecret`)).status).toBe(404);
  });

  test('a search forgives typing errors and says what it searched, with facets in the reader’s language', async () => {
    const { body } = await site.client.get<List>(`${api}/products?q=anyamn+purrun&facets=true`, { headers: { 'accept-language': 'en' } });
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.searchedFor).toBe('anyaman purun');
    // Two letters swapped: as near to “bark” as to “batik”, but as long as only one of them.
    expect((await site.client.get<List>(`${api}/products?q=btaik`)).body.searchedFor).toBe('batik');
    expect(body.facets!.category[0]).toMatchObject({ value: 'craft/weaving', name: 'Plaited goods' });
    const narrowed = await site.client.get<List>(`${api}/products?regency=51.03&sort=price&minPrice=1000`);
    const prices = narrowed.body.items.map((card) => card.price.amount);
    expect(prices.length).toBeGreaterThan(3);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  test('a product, its shop and the categories answer by their contract', async () => {
    const [card] = (await site.client.get<List>(`${api}/products?category=food/snack`)).body.items;
    const product = (await site.client.get<Product>(`${api}/products/${card!.slug}`)).body;
    expect(product.id).toBe(card!.id);
    expect((await site.client.get<Product>(`${api}/products/${product.id}`)).body).toEqual(product);
    expect((await site.client.get(`${api}/shops/${card!.shop.slug}`)).body).toMatchObject({ id: product.shop.id });
    expect((await site.client.get<{ items: { path: string }[] }>(`${api}/categories`)).body.items.map((each) => each.path)).toEqual(expect.arrayContaining(['craft', 'food/snack']));
  });

  test.each([
    ['/products?sort=cheapest', '/sort'], ['/products?limit=0', '/limit'], ['/products?limit=1000', '/limit'], ['/products?cursor=abc', '/cursor'], ['/products?colour=red', '/colour'],
    ['/products?minPrice=-5', '/minPrice'], ['/products?village=../../x', '/village'], ['/products?q=a&q=b', '/q'],
  ])('%s is refused where it is wrong', async (path, pointer) => {
    const { status, body } = await site.client.get<{ code: string; errors: { pointer: string }[] }>(`${api}${path}`);
    expect([status, body.code, body.errors.map((each) => each.pointer)]).toEqual([400, 'invalid_input', [pointer]]);
  });

  test('what is not there is not found', async () => {
    for (const path of ['/products/no-such', '/products/prd_01h455vb4pex5vsknk084sn02q', '/shops/no-such', '/sentras/no-such']) {
      expect(await site.client.get(`${api}${path}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });
});

describe('keeping', () => {
  test('an artisan counts, receives and sees every movement; the same key twice counts once', async () => {
    const { body } = await artisan.get<{ items: Level[] }>(`${api}/seller/shops/${shopId}/stock`);
    const level = body.items.find((each) => !each.madeToOrder)!;
    const path = `${api}/seller/shops/${shopId}/stock/${level.variantId}`;
    const counted = await artisan.put<Level>(path, { onHand: 31, reason: 'hitung' }, { key: 'count-1' });
    expect(counted).toMatchObject({ status: 200, body: { variantId: level.variantId, onHand: 31, available: 31 - level.reserved } });
    expect((await artisan.put(path, { onHand: 31, reason: 'hitung' }, { key: 'count-1' })).body).toEqual(counted.body);
    expect((await artisan.post(`${path}/lots`, { quantity: 4, expiresOn: '2029-01-31', note: 'panen' })).status).toBe(201);
    expect((await artisan.get<{ items: { expiresOn: string | null }[] }>(`${path}/lots`)).body.items[0]!.expiresOn).not.toBeNull();
    const movements = await artisan.get<{ items: { kind: string; quantity: number }[] }>(`${path}/movements?limit=2`);
    expect(movements.body.items.map((each) => [each.kind, each.quantity])).toEqual([['received', 4], ['counted', 31 - level.onHand]]);
    for (const wrong of [{ onHand: -1, reason: 'x' }, { onHand: 1.5, reason: 'x' }, { onHand: '3', reason: 'x' }, { onHand: 3 }, { onHand: 3, reason: 'x', reserved: 0 }]) {
      expect(await artisan.put(path, wrong)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    }
    expect(await artisan.put(path, { onHand: 3, reason: 'x' }, { key: null })).toMatchObject({ status: 400 });
  });

  test('a photo comes in as a form, is shown, put in order and taken away; sixty megapixels are refused', async () => {
    const [card] = (await site.client.get<List>(`${api}/products?shop=${shopId}`)).body.items;
    const path = `${api}/seller/shops/${shopId}/products/${card!.id}/photos`;
    const upload = async (bytes: Buffer, field = 'photo') => {
      const form = new FormData();
      form.set('altId', 'Dari depan');
      form.set(field, new Blob([new Uint8Array(bytes)]), 'foto.jpg');
      const answer = await fetch(`${site.url}${path}`, { method: 'POST', headers: artisan.headers, body: form });
      return { status: answer.status, body: (await answer.json()) as { id: string; url: string; code?: string } };
    };
    const photo = await upload(await sharp({ create: { width: 800, height: 600, channels: 3, background: '#335577' } }).jpeg().toBuffer());
    expect(photo).toMatchObject({ status: 201, body: { width: 800, height: 600, alt: { id: 'Dari depan' } } });
    expect((await fetch(`${site.url}${photo.body.url}`)).headers.get('content-type')).toBe('image/webp');
    const { items } = (await artisan.get<{ items: { id: string }[] }>(path)).body;
    const ids = items.map((each) => each.id).toReversed();
    expect((await artisan.put<{ items: { id: string }[] }>(path, { photoIds: ids })).body.items.map((each) => each.id)).toEqual(ids);
    expect((await artisan.put(`${path}/${photo.body.id}/alt`, { alt: { id: 'Dari samping', en: 'From the side' } })).status).toBe(204);
    expect((await artisan.delete(`${path}/${photo.body.id}`)).status).toBe(204);
    expect((await fetch(`${site.url}${photo.body.url}`)).status).toBe(404);
    const huge = await sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: '#335577' } }).png().toBuffer();
    expect(await upload(huge)).toMatchObject({ status: 422, body: { code: 'photo_too_large' } });
    expect(await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toMatchObject({ status: 422, body: { code: 'photo_not_readable' } });
    expect(await upload(Buffer.from('x'), 'file')).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await upload(Buffer.alloc(26 * 1024 * 1024))).toMatchObject({ status: 413 });
    expect(await artisan.post(path, { photo: 'x' })).toMatchObject({ status: 400 });
  });

  test("another shop's stock and photos are not found", async () => {
    const other = (await site.client.get<List>(`${api}/products?limit=100`)).body.items.find((card) => card.shop.id !== shopId)!;
    const variantId = (await site.client.get<Product>(`${api}/products/${other.id}`)).body.variants[0]!.id;
    for (const path of [`${other.shop.id}/stock`, `${other.shop.id}/products/${other.id}/photos`, `${shopId}/products/${other.id}/photos`, `${shopId}/stock/${variantId}/movements`]) {
      expect(await artisan.get(`${api}/seller/shops/${path}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect(await artisan.put(`${api}/seller/shops/${shopId}/stock/${variantId}`, { onHand: 0, reason: 'x' })).toMatchObject({ status: 404 });
  });
});
