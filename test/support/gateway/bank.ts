import { transformSync } from '@swc/core';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBank, type Bank, type SandboxCredentials } from '#libs/payment';

const SOURCES = join(import.meta.dirname, '../../../libs/payment/src/sandbox/bank');

export interface TestBank extends Bank {
  /** Sets misbehaviour; names as in bank/mischief.ts. */
  misbehave(mischief: Record<string, number>): Promise<void>;
  /** Asks the bank's API, as the shop would. */
  ask(path: string, body?: object, key?: string): Promise<{ status: number; body: unknown }>;
  /** Posts the pay page's form the way a browser does; answers the status, 0 when the connection was cut. */
  choose(actionUrl: string, outcome: 'paid' | 'failed' | 'expired'): Promise<number>;
  /** Ends the process and starts it again on the same books and port. */
  restart(): Promise<void>;
}

/** The stand-in bank from today's sources, as a real process of its own with fresh books. */
export async function testBank(credentials: SandboxCredentials): Promise<TestBank> {
  const folder = mkdtempSync(join(tmpdir(), 'kriyadesa-bank-'));
  const settings = { ...credentials, booksFile: join(folder, 'books.jsonl'), entry: compiledBank() };
  let bank = await startBank(settings);
  const authorization = `Bearer ${credentials.apiKey}`;
  const ask = async (path: string, body?: object, key = '') => {
    const sent: RequestInit = body ? { method: 'POST', body: JSON.stringify(body), headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key } } : { headers: { authorization } };
    const response = await fetch(`${bank.url}${path}`, sent);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    get url() {
      return bank.url;
    },
    get pid() {
      return bank.pid;
    },
    ask,
    misbehave: async (mischief) => {
      const { status } = await ask('/admin/mischief', mischief);
      if (status !== 200) throw new Error(`the bank does not know how to ${JSON.stringify(mischief)}`);
    },
    choose: async (actionUrl, outcome) => {
      const page = `${bank.url}/pay/${new URL(actionUrl).pathname.split('/').at(-1)}`;
      const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' }).catch(() => null);
      return answer?.status ?? 0;
    },
    restart: async () => {
      const { port } = new URL(bank.url);
      await bank.stop();
      bank = await startBank({ ...settings, port: Number(port) });
    },
    stop: async () => {
      await bank.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Compiles the bank's few files beside nothing else, which also shows that it needs nothing else. Kept per version of the sources. */
export function compiledBank(): string {
  const files = readdirSync(SOURCES).map((name) => ({ name, text: readFileSync(join(SOURCES, name), 'utf8') }));
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `kriyadesa-bank-code-${process.getuid?.() ?? 0}-${version}`);
  if (!existsSync(folder)) {
    const draft = mkdtempSync(`${folder}-`);
    mkdirSync(draft, { recursive: true });
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
