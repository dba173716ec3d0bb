import { Money } from '#libs/platform';
import type { Paper } from './documents.js';
import type { PaperKind } from './paper.kinds.js';
import type { PaperLine, PaperPayload, Party } from './payload.js';

const MARGIN = 48;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN;

const TITLES: Record<PaperKind, [string, string]> = { invoice: ['FAKTUR', 'Invoice'], surat_jalan: ['SURAT JALAN', 'Delivery note'] };

interface TableColumn {
  id: string;
  en: string;
  width: number;
  align: 'left' | 'right';
  text: (line: PaperLine) => string;
}

type Page = PDFKit.PDFDocument;

const rupiah = (amount: number) => plain(Money.of(amount).format('id'));
const NAME: TableColumn = { id: 'Barang', en: 'Item', width: 0, align: 'left', text: (line) => line.name.id };
const QUANTITY: TableColumn = { id: 'Jumlah', en: 'Quantity', width: 80, align: 'right', text: (line) => `${line.quantity} × ${line.unit}` };
const PRICES: TableColumn[] = [
  { id: 'Harga', en: 'Price', width: 90, align: 'right', text: (line) => rupiah(line.unitAmount) },
  { id: 'Total', en: '', width: 90, align: 'right', text: (line) => rupiah(line.totalAmount) },
];
// A delivery note passes through many hands, and none of them need know what the goods cost.
const COLUMNS: Record<PaperKind, TableColumn[]> = { invoice: [NAME, QUANTITY, ...PRICES], surat_jalan: [NAME, QUANTITY] };


/** Indonesian with English beside it; reads nothing but the paper itself. */
export async function printPaper(paper: Paper): Promise<Buffer> {
  const { number, kind, issuedAt, payload } = paper;
  // A tenth of a second to load, and most days nobody prints.
  const { default: Canvas } = await import('pdfkit');
  const canvas = new Canvas({ size: 'A4', margin: MARGIN, info: { Title: number, Author: plain(payload.seller.name), CreationDate: issuedAt } });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((done, failed) => {
    canvas.on('data', (chunk: Buffer) => chunks.push(chunk));
    canvas.on('end', () => done(Buffer.concat(chunks)));
    canvas.on('error', failed);
  });
  head(canvas, paper);
  parties(canvas, payload);
  table(canvas, payload.lines, COLUMNS[kind]);
  if (kind === 'invoice') totals(canvas, payload);
  else signatures(canvas);
  canvas.end();
  return whole;
}

function head(canvas: Page, { kind, number, issuedAt, payload }: Paper): void {
  const [id, en] = TITLES[kind];
  canvas.font('Helvetica-Bold').fontSize(18).text(`${id} / ${en}`, MARGIN, MARGIN);
  canvas.font('Helvetica').moveDown(0.5).fontSize(10);
  pair(canvas, 'Nomor / Number', number);
  pair(canvas, 'Tanggal / Date', dayOf(issuedAt));
  pair(canvas, 'Pesanan / Order', payload.reference);
  if (payload.courier) pair(canvas, 'Pengiriman / Delivery', [payload.courier, payload.waybill].filter(Boolean).join(' · '));
  if (kind === 'invoice' && payload.paidAt) pair(canvas, 'Lunas / Paid', dayOf(new Date(payload.paidAt)));
  canvas.moveDown();
}

function pair(canvas: Page, label: string, value: string): void {
  const y = canvas.y;
  canvas.fillColor('#555555').text(label, MARGIN, y, { width: 130 }).fillColor('#000000').text(plain(value), MARGIN + 135, y, { width: WIDTH - 135 });
}

function parties(canvas: Page, { seller, buyer, shipTo }: PaperPayload): void {
  const shown: [string, Party][] = [['Penjual / Seller', seller], ['Pembeli / Buyer', buyer]];
  if (shipTo) shown.push(['Dikirim ke / Ship to', shipTo]);
  const width = WIDTH / shown.length;
  const top = canvas.y;
  let lowest = top;
  shown.forEach(([label, party], index) => {
    const x = MARGIN + index * width;
    canvas.fillColor('#555555').text(label, x, top, { width: width - 10 }).fillColor('#000000');
    canvas.font('Helvetica-Bold').text(plain(party.name), x, canvas.y, { width: width - 10 }).font('Helvetica');
    for (const line of party.lines) canvas.text(plain(line), x, canvas.y, { width: width - 10 });
    lowest = Math.max(lowest, canvas.y);
  });
  canvas.y = lowest + 16;
}

function table(canvas: Page, lines: readonly PaperLine[], columns: readonly TableColumn[]): void {
  const fixed = columns.reduce((sum, column) => sum + column.width, 0);
  const widthOf = (column: TableColumn) => column.width || WIDTH - fixed;
  const row = (texts: readonly string[], second: readonly string[]) => {
    const top = canvas.y;
    let x = MARGIN;
    let lowest = top;
    columns.forEach((column, index) => {
      const box = { width: widthOf(column) - 8, align: column.align };
      canvas.text(plain(texts[index]!), x, top, box);
      if (second[index]) canvas.fillColor('#555555').text(plain(second[index]), x, canvas.y, box).fillColor('#000000');
      lowest = Math.max(lowest, canvas.y);
      x += widthOf(column);
    });
    canvas.y = lowest + 4;
    canvas.moveTo(MARGIN, canvas.y).lineTo(MARGIN + WIDTH, canvas.y).strokeColor('#cccccc').stroke();
    canvas.y += 5;
  };
  const heading = () => row(columns.map((column) => column.id), columns.map((column) => column.en));
  heading();
  for (const line of lines) {
    const subtitle = [line.name.en, line.sku].filter(Boolean).join(' · ');
    const height = canvas.heightOfString(`${plain(line.name.id)}\n${plain(subtitle)}`, { width: WIDTH - fixed - 8 });
    if (canvas.y + height + 10 > BOTTOM) {
      canvas.addPage();
      heading();
    }
    row(columns.map((column) => column.text(line)), [subtitle]);
  }
}

function totals(canvas: Page, { subtotalAmount, shippingAmount, totalAmount, notes }: PaperPayload): void {
  room(canvas, 90);
  const sum = (label: string, amount: number) => {
    const y = canvas.y;
    canvas.text(label, MARGIN, y, { width: WIDTH - 110, align: 'right' }).text(rupiah(amount), MARGIN + WIDTH - 108, y, { width: 100, align: 'right' });
    canvas.y += 3;
  };
  sum('Subtotal', subtotalAmount);
  sum('Ongkos kirim / Delivery', shippingAmount);
  canvas.font('Helvetica-Bold');
  sum('Jumlah / Total', totalAmount);
  canvas.font('Helvetica').moveDown().fillColor('#555555').text('Harga sudah termasuk PPN bila dikenakan. / Prices include VAT where it applies.', MARGIN, canvas.y, { width: WIDTH });
  if (notes) canvas.text(plain(notes), MARGIN, canvas.y, { width: WIDTH });
}

function signatures(canvas: Page): void {
  room(canvas, 110);
  const top = canvas.y + 20;
  const sign = (label: string, x: number) => {
    canvas.text(label, x, top, { width: 200, align: 'center' });
    canvas.text('(..............................)', x, top + 70, { width: 200, align: 'center' });
  };
  sign('Pengirim / Sender', MARGIN);
  sign('Penerima / Receiver', MARGIN + WIDTH - 200);
}

function room(canvas: Page, height: number): void {
  if (canvas.y + height > BOTTOM) canvas.addPage();
}

const DAY = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', day: 'numeric', month: 'long', year: 'numeric' });
const dayOf = (instant: Date) => DAY.format(instant);

/** The built-in fonts know Latin letters only; what they cannot show must not turn into other letters. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/[\u00a0\u202f]/g, ' ').replace(/[\u2010-\u2015]/g, '-').replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[^\n\u0020-\u007e\u00a1-\u00ff]/gu, '?');
}
