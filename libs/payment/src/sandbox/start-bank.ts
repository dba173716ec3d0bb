import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SandboxCredentials } from './sandbox-credentials.js';

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
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the stand-in bank did not start within 10 s'));
    }, 10_000);
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`the stand-in bank ended with ${code}`)));
    child.once('error', reject);
    child.once('spawn', () => child.once('message', () => clearTimeout(timer)));
    child.once('exit', () => clearTimeout(timer));
  });
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
