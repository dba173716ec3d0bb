import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPayment, createRefund, listPayments, notFound, readPayment, unauthorised, type Answer } from './api.js';
import { Books, type Status } from './books.js';
import { HARMLESS, readMischief, strikes, type Mischief } from './mischief.js';
import { missingPage, payPage } from './page.js';
import { STYLE } from './style.js';
import { Webhooks } from './webhooks.js';

export interface BankSettings {
  account: string;
  apiKey: string;
  webhookSecret: string;
  booksFile: string;
  mischief: Partial<Mischief>;
}

const MAX_BODY_BYTES = 100_000;
const EXPIRY_SWEEP_MS = 1_000;
const OUTCOMES: readonly string[] = ['paid', 'failed', 'expired'];

/** The stand-in bank: an API for the shop, a pay page for people, webhooks, and faults on demand (`POST /admin/mischief`). */
export function bankServer(settings: BankSettings): Server {
  const bank = new BankDesk(settings);
  const server = createServer((request, response) => {
    bank.serve(request, response).catch(() => response.destroy());
  });
  const sweep = setInterval(() => bank.expire(), EXPIRY_SWEEP_MS);
  server.once('close', () => clearInterval(sweep));
  server.once('listening', () => bank.resume());
  return server;
}

class BankDesk {
  private readonly mischief: Mischief;
  private readonly books: Books;
  private readonly webhooks: Webhooks;

  constructor(private readonly settings: BankSettings) {
    this.mischief = { ...HARMLESS, ...settings.mischief };
    this.books = new Books(settings.booksFile);
    this.webhooks = new Webhooks(this.books, settings.account, settings.webhookSecret, this.mischief);
  }

  /** What a restart interrupted is told now. */
  resume(): void {
    for (const event of this.books.waitingEvents()) this.webhooks.tell(event);
  }

  expire(): void {
    for (const payment of this.books.overdue(new Date())) this.webhooks.tell(this.books.settle(payment, 'expired'));
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://bank');
    if (url.pathname === '/health') return send(response, 200, 'application/json', '{"ok":true}');
    if (url.pathname === '/pay/style.css') return send(response, 200, 'text/css; charset=utf-8', STYLE);
    if (url.pathname.startsWith('/pay/')) return this.page(request, response, url);
    if (!this.knows(request)) return sendJson(response, unauthorised);
    if (url.pathname === '/admin/mischief') return this.misbehave(request, response);
    return this.api(request, response, url);
  }

  private async api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const input = await readJson(request);
    if (this.mischief.slowMs) await sleep(this.mischief.slowMs);
    if (strikes(this.mischief, 'tooMany')) return sendJson(response, { status: 429, body: { error: 'too_many_requests' } });
    if (strikes(this.mischief, 'error500')) return sendJson(response, { status: 500, body: { error: 'internal' } });
    const answer = input ? this.route(request, url, input) : { status: 400, body: { error: 'not_json' } };
    if (answer.event) this.webhooks.tell(answer.event);
    if (answer.wrote && strikes(this.mischief, 'cut')) return void response.destroy();
    return sendJson(response, answer);
  }

  private route(request: IncomingMessage, url: URL, input: Record<string, unknown>): Answer {
    const key = request.headers['idempotency-key']?.toString();
    const [, , , id = '', part = ''] = url.pathname.split('/').map(decodeURIComponent);
    const is = (method: string, shape: RegExp) => request.method === method && shape.test(url.pathname);
    if (is('POST', /^\/v1\/payments$/)) return createPayment(this.books, key, input);
    if (is('GET', /^\/v1\/payments$/)) return listPayments(this.books, url.searchParams.get('after') ?? '');
    if (is('GET', /^\/v1\/payments\/by-key\/[^/]+$/)) return readPayment(this.books.findByKey(part));
    if (is('GET', /^\/v1\/payments\/[^/]+$/)) return readPayment(this.books.find(id));
    if (is('POST', /^\/v1\/payments\/[^/]+\/refunds$/)) return createRefund(this.books, id, key, input);
    return notFound;
  }

  /** The first outcome stands; posting again only leads back. */
  private async page(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const language = url.searchParams.get('lang') === 'en' ? 'en' : 'id';
    const payment = this.books.find(url.pathname.slice('/pay/'.length));
    if (!payment) return send(response, 404, HTML, missingPage(language));
    if (request.method !== 'POST') return send(response, 200, HTML, payPage(payment, language));
    const outcome = new URLSearchParams((await readBody(request)) ?? '').get('outcome') ?? '';
    if (!OUTCOMES.includes(outcome)) return send(response, 400, HTML, payPage(payment, language, true));
    const isOver = payment.expiresAt <= new Date().toISOString();
    if (payment.status === 'pending') this.webhooks.tell(this.books.settle(payment, isOver ? 'expired' : (outcome as Status)));
    if (strikes(this.mischief, 'cutPage')) return void response.destroy();
    response.writeHead(303, { location: payment.returnUrl, 'cache-control': 'no-store' }).end();
  }

  private async misbehave(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wanted = request.method === 'POST' ? readMischief(await readJson(request)) : {};
    if (!wanted) return sendJson(response, { status: 422, body: { error: 'unknown_mischief', known: Object.keys(HARMLESS) } });
    return sendJson(response, { status: 200, body: Object.assign(this.mischief, wanted) });
  }

  private knows(request: IncomingMessage): boolean {
    const given = Buffer.from(request.headers.authorization ?? '');
    const expected = Buffer.from(`Bearer ${this.settings.apiKey}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

const HTML = 'text/html; charset=utf-8';

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }).end(body);
}

function sendJson(response: ServerResponse, { status, body }: Answer): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

/** Null when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An object, empty for an empty body; null when it is anything else. */
async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  try {
    const value: unknown = JSON.parse((await readBody(request)) || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
