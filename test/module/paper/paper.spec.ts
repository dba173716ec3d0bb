import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { Documents, Numbers, PaperModule, type IssuePaper, type PaperPayload } from '#libs/paper';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';

let world: ModuleUnderTest;
let documents: Documents;

beforeAll(async () => {
  world = await moduleUnderTest({ imports: [PaperModule] });
  documents = world.get(Documents);
});
afterAll(() => world?.close());

const payload: PaperPayload = {
  reference: 'KD-7K3F2M',
  seller: { name: 'Purun Galuh Cempaka', lines: ['Jl. Purun 5', 'Palam, Cempaka, Kota Banjarbaru'] },
  buyer: { name: 'Ayu', lines: ['ayu@example.test'] },
  shipTo: { name: 'Ayu', lines: ['Br. Pande 3', 'Mengwi, Mengwi, Kabupaten Badung 80351', '+6281234567890'] },
  lines: [
    { name: { id: 'Tas purun', en: 'Purun bag' }, sku: 'TAS-1', quantity: 3, unit: 'pcs', unitAmount: 61_234, totalAmount: 183_702 },
    { name: { id: 'Kain endek' }, sku: null, quantity: 5, unit: '0,5 m', unitAmount: 150_000, totalAmount: 750_000 },
  ],
  subtotalAmount: 933_702,
  shippingAmount: 38_000,
  totalAmount: 971_702,
  courier: 'JNE Reguler',
  waybill: 'JP1234567890',
  paidAt: '2026-11-22T03:00:00.000Z',
  notes: null,
};
let series = 0;
const order = (given: Partial<IssuePaper> = {}): IssuePaper => ({ kind: 'invoice', series: `toko-${++series}`, payload, issuedAt: new Date('2026-11-22T03:00:00Z'), ...given });

describe('numbers', () => {
  test('say kind, series, year, month and count', async () => {
    const invoice = order({ series: 'palam-purun' });
    const note = order({ series: 'palam-purun', kind: 'surat_jalan' });
    expect((await documents.issue(invoice)).number).toBe('INV/PALAM-PURUN/2026/XI/00001');
    expect((await documents.issue(invoice)).number).toBe('INV/PALAM-PURUN/2026/XI/00002');
    expect((await documents.issue(note)).number).toBe('SJ/PALAM-PURUN/2026/XI/00001');
  });

  test('begin anew with the year of Jakarta, not of Greenwich', async () => {
    const { series: shop } = order();
    expect((await documents.issue(order({ series: shop, issuedAt: new Date('2026-12-31T16:59:59Z') }))).number).toMatch(/2026\/XII\/00001$/);
    expect((await documents.issue(order({ series: shop, issuedAt: new Date('2026-12-31T17:00:00Z') }))).number).toMatch(/2027\/I\/00001$/);
  });

  test('fifty issued at once, and others that roll back among them, are 1 to 50 without a gap', async () => {
    const { series: shop } = order();
    const issue = (fails: boolean) =>
      world.db.transaction(async () => {
        const { number } = await documents.issue(order({ series: shop }));
        if (fails) throw new Error('the order refused');
        return number;
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 70 }, (_, i) => issue(i % 7 === 3 || i % 7 === 5)));
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [Number(outcome.value.slice(-5))] : []));
    expect(outcomes.filter((outcome) => outcome.status === 'rejected').every((outcome) => /refused/.test(String(outcome.reason)))).toBe(true);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(await world.get(Numbers).next(`INV/${shop.toUpperCase()}`, 2026)).toBe(51);
  });

  test('a series has a name that fits into a number', async () => {
    for (const name of ['', 'a/b', 'toko kita', '../x']) await expect(documents.issue(order({ series: name }))).rejects.toThrow(RangeError);
  });
});

describe('documents', () => {
  test('keep what they were issued with', async () => {
    const asked = order({ subjectId: 'ord_keeps' });
    const { id, number } = await documents.issue(asked);
    expect(await documents.find(id)).toEqual({ id, kind: 'invoice', number, subjectId: 'ord_keeps', payload, issuedAt: asked.issuedAt });
    expect(await documents.find('doc_nonsense')).toBeNull();
    for (const change of [`UPDATE paper.document SET payload = '{}'`, 'DELETE FROM paper.document']) await expect(world.db.query(change)).rejects.toThrow('append-only');
  });

  test('a thing has one invoice, however often it is issued', async () => {
    const asked = order({ subjectId: 'ord_twice' });
    const first = await documents.issue(asked);
    expect(await documents.issue({ ...asked, issuedAt: new Date('2027-01-05T00:00:00Z') })).toEqual(first);
    const note = await documents.issue({ ...asked, kind: 'surat_jalan' });
    expect((await documents.about(['ord_twice', 'ord_none'])).map((paper) => paper.id)).toEqual([first.id, note.id]);
  });

  test('at the same moment too, and the loser takes no number', async () => {
    const asked = order({ subjectId: 'ord_race' });
    const issued = await Promise.all(Array.from({ length: 5 }, () => documents.issue(asked)));
    expect(new Set(issued.map((paper) => paper.id)).size).toBe(1);
    expect(await documents.about(['ord_race'])).toHaveLength(1);
    expect((await documents.issue(order({ series: asked.series }))).number).toMatch(/00002$/);
  });
});

describe('printed', () => {
  async function printed(kind: 'invoice' | 'surat_jalan', change: Partial<PaperPayload> = {}) {
    const { id } = await documents.issue(order({ kind, payload: { ...payload, ...change } }));
    const paper = (await documents.find(id))!;
    const bytes = await documents.pdf(paper);
    return { paper, bytes, text: textOf(bytes) };
  }

  test('an invoice is a PDF with its number, parties, lines and total, in both languages', async () => {
    const { paper, bytes, text } = await printed('invoice');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    for (const words of [paper.number, 'FAKTUR', 'Invoice', '22 November 2026', 'Purun Galuh Cempaka', 'Badung 80351', 'Tas purun', 'Purun bag', '5 × 0,5 m', 'Rp 61.234', 'Rp 971.702', 'JP1234567890']) expect(text).toContain(words);
  });

  test('a delivery note shows no price at all, and room to sign', async () => {
    const { paper, text } = await printed('surat_jalan');
    for (const words of [paper.number, 'SURAT JALAN', 'Tas purun', '3 × pcs', 'Penerima']) expect(text).toContain(words);
    expect(text).not.toMatch(/Rp|61\.234|971|933|Lunas/);
  });

  test('the same paper is the same bytes each time', async () => {
    const { paper, bytes } = await printed('invoice');
    expect((await documents.pdf(paper)).equals(bytes)).toBe(true);
  });

  test('a hundred lines go on over the page, and letters that the font lacks stay out', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => ({ ...payload.lines[0]!, name: { id: `Barang ke-${i + 1} 🧺` } }));
    const { bytes, text } = await printed('invoice', { lines });
    expect(bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)!.length).toBeGreaterThan(2);
    for (const words of ['Barang ke-1 ?', 'Barang ke-100 ?']) expect(text).toContain(words);
  });
});

/** The text of a PDF as pdfkit writes it: deflated streams, strings in hexadecimal, cut by kerning. */
function textOf(pdf: Buffer): string {
  const streams = [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)];
  const drawn = streams.map(([, body]) => {
    const bytes = Buffer.from(body!, 'latin1');
    try {
      return inflateSync(bytes).toString('latin1');
    } catch {
      return '';
    }
  });
  const strings = drawn.join('\n').matchAll(/\[([^\]]*)\] TJ/g);
  return [...strings].map(([, parts]) => [...parts!.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')).join('')).join('\n');
}
