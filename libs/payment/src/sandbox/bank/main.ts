import type { AddressInfo } from 'node:net';
import { readMischief } from './mischief.js';
import { bankServer } from './server.js';

/**
 * The stand-in bank as a process of its own: `node main.js --books <file> [--port <n>] [--mischief '{"lost":1}']`, with BANK_ACCOUNT,
 * BANK_API_KEY and BANK_WEBHOOK_SECRET in the environment. It prints its address, tells its parent the same, and ends with it.
 */
function start(): void {
  const given = (name: string) => process.argv[process.argv.indexOf(name) + 1];
  const option = (name: string) => (process.argv.includes(name) ? given(name) : undefined);
  const { BANK_ACCOUNT: account, BANK_API_KEY: apiKey, BANK_WEBHOOK_SECRET: webhookSecret } = process.env;
  const booksFile = option('--books');
  const mischief = readMischief(JSON.parse(option('--mischief') ?? '{}'));
  if (!account || !apiKey || !webhookSecret || !booksFile || !mischief) {
    process.stderr.write('bank: --books, BANK_ACCOUNT, BANK_API_KEY and BANK_WEBHOOK_SECRET are needed; --mischief takes JSON\n');
    process.exit(2);
  }
  const server = bankServer({ account, apiKey, webhookSecret, booksFile, mischief });
  server.listen(Number(option('--port') ?? 0), '127.0.0.1', () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.stdout.write(`bank: ${url}\n`);
    process.send?.({ url });
  });
  const stop = () => process.exit(0);
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  // Ctrl+C reaches the whole group; with a parent the bank stays until the parent has drained.
  process.on('SIGINT', () => (process.connected ? undefined : stop()));
}

start();
