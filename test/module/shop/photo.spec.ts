import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { Cards, PhotoNotReadable, Photos, PhotoSizes, PhotoTooLarge, ShopModule, Showcase } from '#libs/shop';
import { newId, NotFound, Storage } from '#libs/platform';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { givenGoods, keeperOf, type Goods } from './goods.js';

let market: ModuleUnderTest;
let photos: Photos;
let sizes: PhotoSizes;
let storage: Storage;

beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule] });
  photos = market.get(Photos);
  sizes = market.get(PhotoSizes);
  storage = market.get(Storage);
});
afterAll(() => market.close());

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a0522d' } });

/** Noise, which no codec can make small. */
async function noise(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, (_, i) => (i * 2_654_435_761 + (i >> 3) * 40_503) % 256));
  return sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 95 }).toBuffer();
}

const add = (goods: Goods, bytes: Buffer, alt?: { id: string; en?: string }) => photos.add(goods.keeper, goods.shopId, goods.productId, bytes, alt ?? null);

async function original(photoId: string): Promise<Buffer> {
  const row = await market.db.one<{ key: string }>('SELECT storage_key AS key FROM shop.photo WHERE id = $1', [photoId]);
  return (await storage.get(row!.key))!.bytes;
}

describe('uploading', () => {
  test('a photo is kept upright, at most 2400 px, without where and with what it was taken, under a key nobody can guess', async () => {
    const goods = await givenGoods(market.db);
    const taken = await plain(3000, 1500).jpeg().withExif({ IFD0: { Make: 'Kamera Rahasia', Copyright: 'Ibu Sari' }, IFD3: { GPSLatitude: '3/1 26/1 0/1' } }).withMetadata({ orientation: 6 }).toBuffer();
    const before = await sharp(taken).metadata();
    expect(before.orientation).toBe(6);
    expect(before.exif!.toString('latin1')).toContain('Kamera Rahasia');
    const photo = await add(goods, taken, { id: 'Tas purun', en: 'Purun bag' });
    expect(photo).toMatchObject({ width: 1200, height: 2400, alt: { id: 'Tas purun', en: 'Purun bag' } });
    const kept = await original(photo.id);
    const { format, exif, orientation, xmp, width } = await sharp(kept).metadata();
    expect({ format, exif, orientation, xmp, width }).toEqual({ format: 'webp', exif: undefined, orientation: undefined, xmp: undefined, width: 1200 });
    expect(kept.toString('latin1')).not.toContain('Kamera Rahasia');
    const row = await market.db.one<{ key: string }>('SELECT storage_key AS key FROM shop.photo WHERE id = $1', [photo.id]);
    expect(row!.key).toMatch(/^photo\/original\/[0-9a-f]{32}\.webp$/);
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s is read', async (format) => {
    const goods = await givenGoods(market.db);
    expect(await add(goods, await plain(64, 48).toFormat(format).toBuffer())).toMatchObject({ width: 64, height: 48 });
  });

  test('sixty megapixels are refused before they are decoded, by their own code', async () => {
    const goods = await givenGoods(market.db);
    const huge = await plain(10_000, 6_000).png({ compressionLevel: 9 }).toBuffer();
    const refusal = await add(goods, huge).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PhotoTooLarge);
    expect((refusal as PhotoTooLarge).spec).toMatchObject({ code: 'photo_too_large', status: 422 });
    expect(await add(goods, await plain(8_000, 5_000).jpeg().toBuffer())).toMatchObject({ width: 2400, height: 1500 });
  });

  test('a drawing, a text, a broken photo or an animation with a false name is no photo', async () => {
    const goods = await givenGoods(market.db);
    const whole = await plain(300, 300).jpeg().toBuffer();
    const others = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="file:///etc/passwd"/></svg>'),
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.from('halo'), Buffer.alloc(0), Buffer.from([0xff, 0xd8, 0xff, 0xe0]), await plain(20, 20).gif().toBuffer(), await plain(20, 20).tiff().toBuffer(),
      Buffer.concat([whole.subarray(0, 40), Buffer.from('<svg/>')]),
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')]),
      whole.subarray(0, whole.length / 2),
    ];
    for (const bytes of others) await expect(add(goods, bytes)).rejects.toThrow(PhotoNotReadable);
    expect(await photos.of(goods.keeper, goods.shopId, goods.productId)).toEqual([]);
  });

  test("a photo for another shop's product is not found, and leaves no file behind", async () => {
    const goods = await givenGoods(market.db);
    const stranger = keeperOf(newId('shp'));
    const put = jest.spyOn(storage, 'put');
    await expect(photos.add(stranger, goods.shopId, goods.productId, await plain(9, 9).png().toBuffer())).rejects.toThrow(NotFound);
    await expect(photos.add(stranger, stranger.memberships[0]!.id, goods.productId, await plain(9, 9).png().toBuffer())).rejects.toThrow(NotFound);
    expect(put).not.toHaveBeenCalled();
    put.mockRestore();
  });

  test('a product has room for twelve, also when all come at once, and what is refused leaves no file behind', async () => {
    const goods = await givenGoods(market.db);
    const bytes = await plain(30, 30).png().toBuffer();
    const [put, deleted] = [jest.spyOn(storage, 'put'), jest.spyOn(storage, 'delete')];
    const answers = await Promise.allSettled(Array.from({ length: 14 }, () => add(goods, bytes)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(12);
    expect(answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : []))).toEqual(['photos_full', 'photos_full']);
    expect(put.mock.calls.length - deleted.mock.calls.length).toBe(12);
    put.mockRestore();
    deleted.mockRestore();
    await expect(add(goods, bytes)).rejects.toMatchObject({ code: 'photos_full' });
  });

  test('a shop has a quota', async () => {
    const goods = await givenGoods(market.db);
    const other = await givenGoods(market.db, { shopId: goods.shopId });
    await add(goods, await plain(30, 30).png().toBuffer());
    await market.db.query('UPDATE shop.photo SET byte_size = 2000000000 WHERE shop_id = $1', [goods.shopId]);
    await expect(add(other, await plain(30, 30).png().toBuffer())).rejects.toMatchObject({ code: 'photo_quota_reached' });
  });
});

describe('keeping', () => {
  test('the first photo stands on the card; the order, the words and what is there can change', async () => {
    const goods = await givenGoods(market.db);
    await market.get(Cards).refresh([goods.productId]);
    const ids = [];
    for (const width of [100, 200, 300]) ids.push((await add(goods, await plain(width, 100).png().toBuffer())).id);
    const [a, b, c] = ids as [string, string, string];
    const onCard = async () => (await market.get(Showcase).list({ shop: goods.shopId })).items[0]!.photo;
    expect(await onCard()).toEqual({ id: a, width: 100, height: 100, alt: null });
    const arranged = await photos.arrange(goods.keeper, goods.shopId, goods.productId, [c, a, b]);
    expect(arranged.map((photo) => photo.id)).toEqual([c, a, b]);
    expect((await onCard())!.id).toBe(c);
    for (const wrong of [[c, a], [c, a, a], [c, a, b, a], [c, a, newId('pho')], []]) await expect(photos.arrange(goods.keeper, goods.shopId, goods.productId, wrong)).rejects.toThrow(NotFound);
    await photos.describe(goods.keeper, goods.shopId, goods.productId, c, { id: 'Motif bunga' });
    expect((await onCard())!.alt).toEqual({ id: 'Motif bunga' });
    await sizes.get(c, '320.webp');
    await photos.remove(goods.keeper, goods.shopId, goods.productId, c);
    expect((await market.get(Showcase).product(goods.productId)).photos.map((photo) => photo.id)).toEqual([a, b]);
    await expect(sizes.get(c, '320.webp')).rejects.toThrow(NotFound);
    await expect(photos.remove(goods.keeper, goods.shopId, goods.productId, c)).rejects.toThrow(NotFound);
    expect((await add(goods, await plain(9, 9).png().toBuffer())).width).toBe(9);
  });
});

describe('sizes', () => {
  test.each([['320.avif', 'heif', 320], ['640.webp', 'webp', 640], ['1280.webp', 'webp', 1280]] as const)('%s is made at the first request and then kept', async (file, format, width) => {
    const goods = await givenGoods(market.db);
    const photo = await add(goods, await plain(2000, 1000).jpeg().toBuffer());
    const made = await sizes.get(photo.id, file);
    expect(made.contentType).toBe(`image/${file.split('.')[1]}`);
    expect(await sharp(made.bytes).metadata()).toMatchObject({ format, width, height: width / 2 });
    const query = jest.spyOn(market.db, 'query');
    expect(await sizes.get(photo.id, file)).toEqual(made);
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
    expect(made.etag).toMatch(/^"[\w-]{22}"$/);
  });

  test('twenty first requests at once draw the picture once', async () => {
    const goods = await givenGoods(market.db);
    const photo = await add(goods, await plain(900, 900).jpeg().toBuffer());
    const put = jest.spyOn(storage, 'put');
    const answers = await Promise.all(Array.from({ length: 20 }, () => sizes.get(photo.id, '640.avif')));
    expect(put).toHaveBeenCalledTimes(1);
    expect(new Set(answers.map((answer) => answer.etag)).size).toBe(1);
    put.mockRestore();
  });

  test('the 640 px picture weighs at most 60 kB, whatever it shows; a small photo is not blown up', async () => {
    const goods = await givenGoods(market.db);
    const busy = await add(goods, await noise(1600, 1200));
    for (const file of ['640.avif', '640.webp']) expect((await sizes.get(busy.id, file)).bytes.length).toBeLessThanOrEqual(60_000);
    const small = await add(goods, await plain(200, 100).png().toBuffer());
    expect(await sharp((await sizes.get(small.id, '640.webp')).bytes).metadata()).toMatchObject({ width: 200, height: 100 });
  });

  test("the project's own drawings are drawn at the size asked for", async () => {
    const goods = await givenGoods(market.db);
    const lines = Array.from({ length: 50 }, (_, i) => `<path d="M0 ${i * 2} L100 ${i * 2 + 1}" stroke="#7a3" stroke-width="0.6"/>`).join('');
    const photo = await photos.addDrawing(goods.productId, `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="75" viewBox="0 0 100 75"><rect width="100" height="75" fill="#fdf6e3"/>${lines}</svg>`, { id: 'Anyaman' });
    expect(photo).toMatchObject({ width: 100, height: 75 });
    const { width, height } = await sharp((await sizes.get(photo.id, '1280.webp')).bytes).metadata();
    expect([width, height]).toEqual([1280, 960]);
    expect((await sizes.get(photo.id, '640.avif')).bytes.length).toBeLessThanOrEqual(60_000);
  });

  test('only the known widths and formats of a photo that is there are found', async () => {
    const goods = await givenGoods(market.db);
    const { id } = await add(goods, await plain(20, 20).png().toBuffer());
    for (const file of ['641.webp', '640.jpg', '640.svg', '640', '640.webp.webp', '../640.webp', '0640.webp', '640.WEBP', '']) await expect(sizes.get(id, file)).rejects.toThrow(NotFound);
    for (const photoId of [newId('pho'), newId('prd'), 'original', '..']) await expect(sizes.get(photoId, '640.webp')).rejects.toThrow(NotFound);
  });
});
