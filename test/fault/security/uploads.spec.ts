import { connect } from 'node:net';
import { deflateSync, crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { Storage } from '#libs/platform';
import type { Client } from '../../support/client.js';
import { ownerOf } from '../../support/seller.js';
import { findReady } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';
import { atSize } from '../support/size.js';

let site: Site;
let owner: Client;
let path: string;
let certificate: string;
const MEGABYTE = 1024 * 1024;

beforeAll(async () => {
  site = await startSite({ roles: ['api', 'web'] });
  const { product } = await findReady(site.client, 'village=63.72.03.1001');
  owner = await ownerOf(site, product.shop.id);
  path = `/api/v1/seller/shops/${product.shop.id}/products/${product.id}/photos`;
  const made = await owner.post<{ id: string }>(`/api/v1/seller/shops/${product.shop.id}/certificates`, { kind: 'trademark', number: 'IDM000901', holderName: 'Siti Mariam' });
  certificate = `/api/v1/seller/shops/${product.shop.id}/certificates/${made.body.id}/files`;
}, 120_000);

afterAll(() => site.close());

function formOf(bytes: Uint8Array, field: string, name: string, type = 'image/png'): FormData {
  const form = new FormData();
  form.set(field, new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
}

async function send(to: string, form: FormData) {
  const answer = await fetch(`${site.url}${to}`, { method: 'POST', headers: owner.headers, body: form });
  const text = await answer.text();
  return { status: answer.status, text, body: (text ? JSON.parse(text) : {}) as { id?: string; code?: string; title?: string } };
}

const upload = (bytes: Uint8Array, name = 'foto.png', type?: string) => send(path, formOf(bytes, 'photo', name, type));

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A picture of one bit a pixel, all of one colour: hundreds of times smaller than what it unpacks to. */
function bomb(side: number, rows = side): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(rows * (Math.ceil(side / 8) + 1)))), chunk('IEND', Buffer.alloc(0))]);
}

/** A GIF of one pixel that says it again and again. */
function gif(frames: number): Buffer {
  const head = Buffer.from('474946383961010001008000000000000000000021ff0b4e45545343415045322e300301000000', 'hex');
  const frame = Buffer.from('21f904000a0000002c000000000100010000020144003b'.slice(0, -2), 'hex');
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from('3b', 'hex')]);
}

const jpeg = (edit: (picture: Sharp) => Sharp = (picture) => picture) => edit(sharp({ create: { width: 300, height: 200, channels: 3, background: '#a52' } })).jpeg().toBuffer();
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>');

describe('what is no photo, or would burst', () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a PNG that says 65,000 × 65,000', () => bomb(65_000, 10)],
    ['a PNG of 144 million pixels in a few kilobytes', () => bomb(12_000)],
    ['a GIF of thousands of frames', () => gif(5_000)],
    ['half a JPEG', async () => (await jpeg()).subarray(0, 300)],
    ['an SVG with a script', () => SVG],
    ['a page that calls itself a photo', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an archive', () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(2_000, 7)])],
    ['nothing but noise behind the right first bytes', () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(50_000, 0x5a)])],
  ])('%s is refused in words, as a photo and as a scan', async (_, make) => {
    const bytes = await make();
    const before = process.memoryUsage().rss;
    for (const [to, field] of [[path, 'photo'], [certificate, 'file']] as const) {
      const { status, body, text } = await send(to, formOf(bytes, field, 'foto.jpg', 'image/jpeg'));
      expect([field, status, /^\w+_(too_large|not_readable)$/.test(body.code ?? '')]).toEqual([field, 422, true]);
      expect(body.title).toMatch(/\w{4}/);
      expect(text).not.toMatch(/sharp|vips|node_modules|Input buffer/);
    }
    expect((process.memoryUsage().rss - before) / MEGABYTE).toBeLessThan(150);
  });

  test('26 MB are too many, and so are eleven files at once', async () => {
    const big = await upload(Buffer.concat([await jpeg(), Buffer.alloc(26 * MEGABYTE)]));
    expect([big.status, big.body.code]).toEqual([413, 'too_large']);
    const form = new FormData();
    for (let i = 0; i < 11; i++) form.append('bukan', new Blob([new Uint8Array(await jpeg())]), `${i}.jpg`);
    const many = await send(path, form);
    expect([400, 413]).toContain(many.status);
  });
});

describe('what is kept of a photo', () => {
  const keptOf = async (id: string) => {
    const { key } = (await site.db.one<{ key: string }>('SELECT storage_key AS key FROM shop.photo WHERE id = $1', [id]))!;
    const stored = (await site.app.get(Storage).get(key))!;
    const shown = await fetch(`${site.url}/photos/${id}/320.webp`);
    return { stored, shown, bytes: Buffer.from(await shown.arrayBuffer()) };
  };

  test('has lost where and with what it was taken', async () => {
    const taken = await jpeg((picture) => picture.withExif({ IFD0: { Make: 'Kamera Rahasia' }, IFD3: { GPSLatitude: '3/1 26/1 0/1', GPSLatitudeRef: 'S', GPSLongitude: '114/1 50/1 0/1', GPSLongitudeRef: 'E' } }));
    expect(taken.includes('Kamera Rahasia')).toBe(true);
    const { status, body } = await upload(taken, 'foto.jpg', 'image/jpeg');
    expect(status).toBe(201);
    const { stored, bytes } = await keptOf(body.id!);
    for (const each of [stored.bytes, bytes]) {
      expect((await sharp(each).metadata()).exif).toBeUndefined();
      expect(each.includes('Kamera Rahasia')).toBe(false);
    }
  });

  test('has nothing of a page that was hidden in it, and is shown as a picture and nothing else', async () => {
    const page = '<!doctype html><script>alert(document.cookie)</script>';
    const picture = await jpeg();
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), Buffer.from(page)]);
    const { status, body } = await upload(Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2), Buffer.from(page)]), 'foto.jpg.html', 'text/html');
    expect(status).toBe(201);
    const { stored, shown, bytes } = await keptOf(body.id!);
    expect([stored.bytes.includes('<script'), bytes.includes('<script')]).toEqual([false, false]);
    expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual(['image/webp', 'nosniff']);
  });
});

test('an upload that drips is cut off', async () => {
  const { requestTimeout, headersTimeout } = site.app.getHttpServer() as { requestTimeout: number; headersTimeout: number };
  expect(requestTimeout).toBeLessThanOrEqual(60_000);
  // Node swaps the two when they are the other way round, and then cuts nothing off in time.
  expect(headersTimeout).toBeLessThan(requestTimeout);
  // Only the full size waits for it.
  const wait = atSize(0, requestTimeout + 15_000);
  if (wait === 0) return;
  const cut = await new Promise<boolean>((done) => {
    const socket = connect(site.config.port, 'localhost', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${owner.headers.authorization}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n`);
    });
    const drip = setInterval(() => void socket.write('a'), 1_000);
    const late = setTimeout(() => socket.destroy(new Error('late')), wait);
    let isLate = false;
    socket.on('error', ({ message }) => (isLate = message === 'late'));
    socket.on('close', () => {
      clearInterval(drip);
      clearTimeout(late);
      done(!isLate);
    });
  });
  expect(cut).toBe(true);
}, 120_000);
