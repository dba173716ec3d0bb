import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxCredentials, startBank } from '#libs/payment';
import { Config } from '#libs/platform';

export interface Sandbox {
  /** The configuration with the sandbox gateway in it. */
  config: Config;
  /** Stops the bank, unless another process started it. */
  stop: () => Promise<void>;
}

/** So that a transfer can be tried; nobody's. */
const DEMO_ACCOUNT = 'Bank Peraga|8800 1234 5678|KriyaDesa (peragaan)';

/** The stand-in bank beside the demo world: the one that a running program has started, or a new one on the same books. */
export async function withSandbox(config: Config, env: NodeJS.ProcessEnv = process.env): Promise<Sandbox> {
  const address = join(config.dataDir, 'sandbox-bank.url');
  const configured = (url: string) => new Config({ TRANSFER_ACCOUNT: DEMO_ACCOUNT, ...env, LOG_LEVEL: config.logLevel, DATABASE_URL: config.databaseUrl, SANDBOX_URL: url });
  if (existsSync(address)) {
    const url = readFileSync(address, 'utf8');
    if (await answers(url)) return { config: configured(url), stop: async () => undefined };
  }
  const bank = await startBank({ ...sandboxCredentials(config), booksFile: join(config.dataDir, 'sandbox-bank.jsonl') });
  writeFileSync(address, bank.url);
  const stop = async () => {
    rmSync(address, { force: true });
    await bank.stop();
  };
  return { config: configured(bank.url), stop };
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    () => false,
  );
}
