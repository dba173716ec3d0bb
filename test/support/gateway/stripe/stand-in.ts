import { transformSync } from '@swc/core';
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Charge, Event, Refund, Session } from './account/objects.js';
import type { Trick } from './account/mischief.js';
import type { Heard } from './account/server.js';
import { brokenContracts } from './contract.js';

const ROOT = join(import.meta.dirname, '../../../..');
const SOURCES = join(import.meta.dirname, 'account');

export type { Charge, Event, Heard, Refund, Session };

export interface AccountBooks {
  sessions: Session[];
  charges: Charge[];
  refunds: Refund[];
  events: Event[];
  /** Events that nobody has taken yet. */
  untold: number;
}

export interface StripeStandIn {
  readonly url: string;
  readonly webhookSecret: string;
  /** For the program under test. */
  readonly env: { STRIPE_SECRET_KEY: string; STRIPE_WEBHOOK_SECRET: string; STRIPE_API_BASE: string };
  misbehave(mischief: Partial<Record<Trick, number>>): Promise<void>;
  harmless(): Promise<void>;
  /** Posts the pay page's form; answers the status, 0 when the connection was cut. */
  pay(pageUrl: string, outcome?: 'paid' | 'declined' | 'processing'): Promise<number>;
  /** What only the tester may do; see account/admin.ts. */
  admin<T = unknown>(path: string, body?: object): Promise<T>;
  /** Its own record of everything. */
  books(): Promise<AccountBooks>;
  /** Of those, what belongs to one attempt. */
  about(chargeId: string): Promise<Pick<AccountBooks, 'events' | 'refunds'>>;
  heard(): Promise<Heard[]>;
  /** Kills the process and starts it again on the same books and port. */
  restart(): Promise<void>;
  /** Ends it; throws when a request or an answer broke Stripe's published contract. */
  stop(): Promise<void>;
}

/** A stand-in Stripe account from today's sources, as a real process of its own with fresh books. */
export async function stripeStandIn({ webhookUrl = '', webhookSecret = `whsec_${randomBytes(16).toString('hex')}` } = {}): Promise<StripeStandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'kriyadesa-stripe-'));
  const apiKey = `sk_test_${randomBytes(16).toString('hex')}`;
  const start = (port: number) => startProcess({ STANDIN_BOOKS: join(folder, 'books.jsonl'), STANDIN_PORT: String(port), STANDIN_KEY: apiKey, STANDIN_WEBHOOK_SECRET: webhookSecret, STANDIN_WEBHOOK_URL: webhookUrl });
  let running = await start(0);
  const { port } = running;
  const url = `http://127.0.0.1:${port}`;
  const admin = async <T>(path: string, body: object = {}): Promise<T> => {
    const answer = await fetch(`${url}/admin/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the stand-in does not know ${path}: ${text}`);
    return JSON.parse(text) as T;
  };
  const end = async () => {
    running.child.kill('SIGKILL');
    if (running.child.exitCode === null && running.child.signalCode === null) await once(running.child, 'exit');
  };
  const heardBefore: Heard[] = [];
  return {
    url,
    webhookSecret,
    env: { STRIPE_SECRET_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: url },
    admin,
    misbehave: (mischief) => admin('mischief', mischief),
    harmless: () => admin('harmless'),
    books: () => admin<AccountBooks>('books'),
    about: (chargeId) => admin(`about/${chargeId}`),
    heard: async () => [...heardBefore, ...(await admin<Heard[]>('heard'))],
    pay: async (pageUrl, outcome = 'paid') => {
      const answer = await fetch(pageUrl, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' }).catch(() => null);
      return answer?.status ?? 0;
    },
    restart: async () => {
      heardBefore.push(...(await admin<Heard[]>('heard')));
      await end();
      running = await start(port);
    },
    stop: async () => {
      const heard = [...heardBefore, ...(await admin<Heard[]>('heard').catch(() => []))];
      await end();
      rmSync(folder, { recursive: true, force: true });
      const broken = brokenContracts(heard);
      if (broken.length > 0) throw new Error(`not as Stripe publishes it:\n${broken.join('\n')}`);
    },
  };
}

async function startProcess(env: Record<string, string>): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(compiled(), [], { env: { PATH: process.env['PATH'], ...env }, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  // The test process may end without it.
  child.unref();
  child.channel?.unref();
  return { child, port };
}

/** Compiles the account's few files below the project, where they find `ws` and nothing of ours. Kept per version of the sources. */
function compiled(): string {
  const files = readdirSync(SOURCES).map((name) => ({ name, text: readFileSync(join(SOURCES, name), 'utf8') }));
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const folder = join(ROOT, '.test', `stripe-stand-in-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(join(ROOT, '.test'), { recursive: true });
    const draft = mkdtempSync(`${folder}-`);
    writeFileSync(join(draft, 'package.json'), '{"type":"module"}');
    for (const { name, text } of files) {
      const { code } = transformSync(text, { filename: name, swcrc: false, module: { type: 'es6' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } });
      writeFileSync(join(draft, name.replace(/\.ts$/, '.js')), code);
    }
    // Another test process may have been quicker.
    if (existsSync(folder)) rmSync(draft, { recursive: true });
    else renameSync(draft, folder);
  }
  return join(folder, 'main.js');
}
