// npm run bench [-- options]: see README.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';
import { memoryOf } from './processes.mjs';
import { seededFolder, startMarket, startRaw } from './servers.mjs';
import { lookAround, shapesOf } from './shapes.mjs';
import { HEADING, lineOf } from './table.mjs';

const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '10000' },
    orders: { type: 'string', default: '20000' },
    keep: { type: 'string' },
    seconds: { type: 'string', default: '6' },
    connections: { type: 'string', default: '1,16,64' },
    only: { type: 'string' },
    out: { type: 'string' },
    profile: { type: 'string' },
  },
});
const whole = (text, least, most) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${text}: a whole number from ${least} to ${most} is meant`);
  return value;
};
const products = whole(values.products, 100, 1_000_000);
const orders = whole(values.orders, 0, 10_000_000);
const seconds = whole(values.seconds, 1, 60);
const connections = values.connections.split(',').map((each) => whole(each, 1, 256));
const say = (line) => process.stdout.write(`${line}\n`);

const { folder, drop } = await seededFolder({ keep: values.keep, products, orders, say });
let market;
let raw;
try {
  market = await startMarket({ folder, profile: values.profile });
  const atRest = memoryOf(market.pids.api).now;
  say(`${products} products, ${orders} past orders, queue on ${market.hasRedis ? 'Redis' : 'PostgreSQL'}; api and web up in ${market.seconds.toFixed(1)} s, ${atRest} MB`);
  raw = await startRaw(market.url);
  const shapes = shapesOf(await lookAround(market.port));
  for (const heading of HEADING) say(heading);
  const rows = [];
  for (const [name, shape] of Object.entries(shapes)) {
    if (values.only && !values.only.split(',').includes(name)) continue;
    for (const users of connections) {
      const measured = await measure({ market, raw, shape, connections: users, seconds });
      rows.push({ shape: name, connections: users, ...measured, memory: { api: memoryOf(market.pids.api), worker: memoryOf(market.pids.worker) } });
      say(lineOf(name, users, measured));
      for (const [side, { errors }] of Object.entries(measured)) for (const [words, count] of Object.entries(errors)) say(`  ${side}: ${count} x ${words}`);
    }
  }
  const memory = { atRest, api: memoryOf(market.pids.api), worker: memoryOf(market.pids.worker), raw: memoryOf(raw.pid) };
  say(`memory, most at any time: api and web ${memory.api.peak} MB, worker ${memory.worker.peak} MB, raw ${memory.raw.peak} MB`);
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, memoryMb: Math.round(totalmem() / 1_048_576), node: process.version };
  const out = values.out ?? `.data/bench-${products}-${orders}.json`;
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify({ products, orders, seconds, queue: market.hasRedis ? 'redis' : 'postgres', machine, memory, rows }, null, 2)}\n`);
  say(`figures: ${out}`);
} finally {
  await raw?.stop();
  await market?.stop();
  drop();
}
