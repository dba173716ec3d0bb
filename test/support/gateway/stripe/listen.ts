import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../eventually.js';
import type { StripeStandIn } from './stand-in.js';

const BINARY = join(import.meta.dirname, `../../../../node_modules/@stripe/cli-${process.platform}-${process.arch}/bin/stripe`);

/** Whether npm brought Stripe's CLI for this machine. */
export const isCliThere = existsSync(BINARY);

export interface Listening {
  /** What it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts Stripe's own `stripe listen`, connected to the stand-in, forwarding events to the address; resolves once it is connected. */
export async function stripeListen(stripe: StripeStandIn, forwardTo: string): Promise<Listening> {
  const home = mkdtempSync(join(tmpdir(), 'kriyadesa-cli-'));
  const child = spawn(
    BINARY,
    // Hidden flags of the CLI: another API, no TLS on the WebSocket; and no look for a newer version.
    ['listen', '--api-key', stripe.env.STRIPE_SECRET_KEY, '--api-base', stripe.url, '--no-wss', '--skip-update', '--color', 'off', '--device-name', 'tests', '--forward-to', forwardTo],
    { env: { HOME: home, XDG_CONFIG_HOME: home, PATH: process.env['PATH'], STRIPE_CLI_TELEMETRY_OPTOUT: '1', NO_PROXY: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (!isOver()) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(home, { recursive: true, force: true });
  };
  const connected = () => stripe.admin<{ isConnected: boolean }>('listening');
  await eventually(connected, ({ isConnected }) => isConnected || isOver());
  if (isOver()) throw new Error(`stripe listen ended: ${said}`);
  return { output: () => said, stop };
}
