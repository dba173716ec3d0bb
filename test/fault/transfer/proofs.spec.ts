import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { Storage } from '#libs/platform';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { quiet } from '../../journey/authorisation/checksum.js';
import { brokenContract } from '../../support/contract.js';
import { checkoutBody, fillBasket, findReady, type Placed } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';
import { transferring, type Transferring } from '../../support/transfers.js';
import { expectRefused, leavingAllAsItWas } from '../../support/untouched.js';

let site: Site;
let checkout: Placed;

beforeAll(async () => {
  site = await startSite({ env: { TRANSFER_ACCOUNT: 'BCA|1234567890|PT KriyaDesa' } });
  checkout = await toTransfer();
  await quiet(site.db);
}, 120_000);
afterAll(() => site.close());

async function toTransfer(): Promise<Placed> {
  const { variantId } = await findReady(site.client, 'category=craft');
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  return (await filled.guest.post<Placed>('/api/v1/checkouts', { ...checkoutBody(filled), payment: { method: 'bank_transfer' } })).body;
}

interface Sent {
  field?: string;
  name?: string;
  type?: string;
  token?: string;
}

async function upload(bytes: Buffer, { field = 'file', name = 'bukti.jpg', type = 'image/jpeg', token = checkout.token }: Sent = {}) {
  const form = new FormData();
  form.set(field, new Blob([new Uint8Array(bytes)], { type }), name);
  const path = `/api/v1/checkouts/${checkout.id}/transfer/proofs`;
  const answer = await fetch(`${site.url}${path}`, { method: 'POST', headers: { 'x-checkout-token': token }, body: form });
  const body = (await answer.json()) as { state?: string; proofs?: { number: number; contentType: string }[] };
  expect(brokenContract('POST', path, answer.status, answer.headers.get('content-type'), body)).toEqual([]);
  return { status: answer.status, body, headers: answer.headers };
}

/** A PNG of 30,000 x 30,000 black pixels in a few hundred kilobytes: 3.6 GB for whoever believes it. */
function bomb(): Buffer {
  const side = 30_000;
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc((side / 8 + 1) * side))), chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const photo = () => sharp({ create: { width: 300, height: 500, channels: 3, background: '#cde' } });
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
const ZIP = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(200)]);

describe('what is no proof', () => {
  test('is refused with one clear word, and not a row or file is made', async () => {
    const jpeg = await photo().jpeg().toBuffer();
    const foreign: Record<string, Buffer> = {
      'a picture of 900 megapixels': bomb(),
      'a drawing that would be a program': Buffer.from(SVG),
      'a drawing behind a picture’s first bytes': Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(SVG)]),
      'a page named .jpg': Buffer.from('<!doctype html><script>alert(1)</script>'),
      'an archive': ZIP,
      'nothing at all': Buffer.alloc(0),
      'half a picture': jpeg.subarray(0, jpeg.length / 2),
      'nine megabytes': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(9 * 1024 * 1024)]),
      'a GIF': Buffer.from('GIF89a'.padEnd(64, '\0'), 'latin1'),
    };
    const before = process.memoryUsage().rss;
    await leavingAllAsItWas(site, async () => {
      for (const [what, bytes] of Object.entries(foreign)) {
        const answer = await upload(bytes);
        expect({ what, status: answer.status }).toEqual({ what, status: 422 });
        expectRefused(answer, { status: 422, code: 'proof_not_readable', pointer: '/file' });
      }
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  test('nor is a form without the file, a stranger’s, or more than the server takes', async () => {
    const jpeg = await photo().jpeg().toBuffer();
    await leavingAllAsItWas(site, async () => {
      expect((await upload(jpeg, { field: 'photo' })).status).toBe(400);
      expectRefused(await upload(jpeg, { token: 'x'.repeat(43) }), { status: 404, code: 'not_found' });
      expect((await upload(Buffer.concat([jpeg, Buffer.alloc(26 * 1024 * 1024)]))).status).toBe(413);
      const plain = await site.client.with({ 'x-checkout-token': checkout.token }).post(`/api/v1/checkouts/${checkout.id}/transfer/proofs`, { file: 'x' });
      expect(plain.status).toBe(400);
    });
  });

  test('there is no webhook for transfers: whatever is sent answers 404', async () => {
    for (const body of [{}, { type: 'payment.paid', key: checkout.payment.id, amount: checkout.total.amount }]) {
      await leavingAllAsItWas(site, async () => expectRefused(await site.client.post('/api/v1/webhooks/bank_transfer', body), { status: 404, code: 'not_found' }));
    }
  });
});

describe('what is a proof', () => {
  test('is taken in each of its forms, whatever name and type say, and pictures come back as our own JPEG', async () => {
    const forms = [await photo().jpeg().toBuffer(), await photo().png().toBuffer(), await photo().webp().toBuffer()];
    for (const bytes of forms) expect((await upload(bytes, { name: 'bukti.exe', type: 'application/x-msdownload' })).status).toBe(201);
    const { status, body } = await upload(Buffer.from('%PDF-1.4\n%%EOF\n'), { name: 'bukti.pdf', type: 'application/pdf' });
    expect({ status, state: body.state, kinds: body.proofs!.map((proof) => proof.contentType) }).toEqual({ status: 201, state: 'in_review', kinds: ['image/jpeg', 'image/jpeg', 'image/jpeg', 'application/pdf'] });
    const get = (number: string) => fetch(`${site.url}/api/v1/checkouts/${checkout.id}/transfer/proofs/${number}`, { headers: { 'x-checkout-token': checkout.token } });
    const pdf = await get('4');
    expect({ type: pdf.headers.get('content-type'), kept: pdf.headers.get('content-disposition'), cache: pdf.headers.get('cache-control'), sniff: pdf.headers.get('x-content-type-options') }).toEqual({
      type: 'application/pdf', kept: 'attachment; filename="bukti-4.pdf"', cache: 'no-store', sniff: 'nosniff',
    });
    for (const number of ['0', '5', '-1', '1.5', 'x', '99999999999999999999']) expect((await get(number)).status).toBe(404);
    expect(await findBroken(site.app)).toEqual([]);
  });
});

describe('too many, or no room', () => {
  let market: Transferring;
  let variantId: string;

  beforeAll(async () => {
    market = await transferring({ RATE_LIMIT_FACTOR: '1' });
    variantId = (await market.goods()).variantIds[0]!;
  });
  afterAll(() => market.close());

  test('a checkout hands in ten an hour; others are not kept waiting', async () => {
    const one = await market.toTransfer([[variantId, 1]]);
    for (let n = 0; n < 10; n++) await expect(market.buyers.addProof(one.buyer, one.checkout.id, Buffer.from('x'))).rejects.toMatchObject({ code: 'proof_not_readable' });
    await expect(market.buyers.addProof(one.buyer, one.checkout.id, market.receipt)).rejects.toMatchObject({ status: 429 });
    const other = await market.toTransfer([[variantId, 1]]);
    expect((await market.buyers.addProof(other.buyer, other.checkout.id, market.receipt)).transfer.state).toBe('in_review');
  });

  test('a full disk leaves the transfer as it was, and the next try works', async () => {
    const { checkout: placed, buyer } = await market.toTransfer([[variantId, 1]]);
    const storage = market.get(Storage);
    const put = storage.put.bind(storage);
    storage.put = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
    await expect(market.buyers.addProof(buyer, placed.id, market.receipt)).rejects.toThrow('ENOSPC');
    storage.put = put;
    expect((await market.buyers.view(buyer, placed.id)).transfer).toMatchObject({ state: 'awaiting_proof', proofs: [] });
    expect((await market.buyers.addProof(buyer, placed.id, market.receipt)).transfer.proofs).toHaveLength(1);
  });
});
