import type { INestApplicationContext } from '@nestjs/common';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { Config, Health } from '#libs/platform';
import { hasDemoWorld } from '../demo/has-demo-world.js';
import { welcome } from '../demo/welcome.js';
import { httpServer } from '../http-server.js';
import { MarketModule, type Role } from '../market.module.js';
import { prepareDatabase } from '../prepare-database.js';
import { claimDataDir, requireFreePort } from '../running.js';
import { withSandbox } from '../sandbox.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';

export interface StartOptions {
  only: readonly Role[];
  demo: boolean;
}

/** Runs the program in the given roles until SIGINT or SIGTERM, then drains and stops what it started. */
export async function start({ only, demo }: StartOptions): Promise<void> {
  const wanted = new Config();
  const port = portOf(only, wanted);
  if (port !== null) await requireFreePort(port);
  const release = claimDataDir(wanted);
  const ground = await surroundings({ owns: true });
  const closing: (() => Promise<void>)[] = [async () => release(), ground.close];
  try {
    if (ground.isEmbedded && demo && !(await hasDemoWorld(ground.config))) await inChild('seed', ground.config);
    else if (ground.isEmbedded) await prepareDatabase(ground.config.databaseUrl, tell);
    const sandbox = !ground.config.sandboxUrl && (await hasDemoWorld(ground.config)) ? await withSandbox(ground.config) : null;
    if (sandbox) closing.push(sandbox.stop);
    const config = sandbox?.config ?? ground.config;
    const app = await run(config, only);
    closing.push(() => app.close());
    if (config.sandboxUrl && only.includes('web')) welcome(config);
    if ((await stopSignal()) === 'SIGTERM' && !ground.isEmbedded && servesPeople(only)) await handOver(app, config.drainSeconds);
    tell('stopping');
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** A process of its own for the heavy first start, without our bounds: what it needed of memory goes with it. */
async function inChild(command: string, config: Config): Promise<void> {
  const flags = process.execArgv.filter((flag) => !flag.startsWith('--max-'));
  const program = [...flags, process.argv[1]!, command];
  const child = spawn(process.execPath, program, { env: { ...process.env, DATABASE_URL: config.databaseUrl }, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`market ${command} failed`);
}

async function run(config: Config, roles: readonly Role[]): Promise<INestApplicationContext> {
  const port = portOf(roles, config);
  if (port === null) {
    const app = await NestFactory.createApplicationContext(MarketModule.with({ config, roles }), { bufferLogs: true, abortOnError: false });
    app.useLogger(app.get(Logger));
    return app;
  }
  const app = await httpServer({ config, roles });
  try {
    await app.listen(port, '0.0.0.0');
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

/** A worker by itself has no pages; it answers for its health and figures where a port is named for that. */
function portOf(roles: readonly Role[], config: Config): number | null {
  return servesPeople(roles) ? config.port : config.workerPort;
}

function servesPeople(roles: readonly Role[]): boolean {
  return roles.includes('api') || roles.includes('web');
}

/** Other instances take over while this one still answers; a second signal ends the wait. */
async function handOver(app: INestApplicationContext, seconds: number): Promise<void> {
  tell(`leaving: requests are taken for ${seconds} s more`);
  app.get(Health).leave();
  const impatience = new AbortController();
  await Promise.race([stopSignal(), sleep(seconds * 1_000, undefined, { signal: impatience.signal })]).finally(() => impatience.abort());
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(signal));
  });
}
