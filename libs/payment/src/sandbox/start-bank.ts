import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SandboxCredentials } from './sandbox-credentials.js';

const START_MS = 10_000;

/** A running stand-in bank. */
export interface Bank {
  /** For SANDBOX_URL. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

export interface BankStart extends SandboxCredentials {
  /** Its append-only record; kept over restarts. */
  booksFile: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** The compiled entry; by default the one beside this file. */
  entry?: string;
}

/** Starts the stand-in bank as a process of its own, on 127.0.0.1 only; it ends with its parent. Throws when it does not come up within 10 s. */
export async function startBank({ account, apiKey, webhookSecret, booksFile, port = 0, entry }: BankStart): Promise<Bank> {
  const program = entry ?? fileURLToPath(new URL('./bank/main.js', import.meta.url));
  const child = fork(program, ['--books', booksFile, '--port', String(port)], {
    env: { PATH: process.env.PATH, BANK_ACCOUNT: account, BANK_API_KEY: apiKey, BANK_WEBHOOK_SECRET: webhookSecret },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const deadline = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the stand-in bank ended with ${String(code)} before it was up`);
  });
  const [{ url }] = (await Promise.race([once(child, 'message'), ended]).finally(() => clearTimeout(deadline))) as [{ url: string }];
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
