// npm run bench [-- --seconds 3] [--only product]: see README.md. Takes less than three minutes.
import { parseArgs } from 'node:util';
import { load } from './load.mjs';
import { memoryOf, startProgram, startRaw } from './servers.mjs';
import { lookAround, programShapes, rawShapes } from './shapes.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, only: { type: 'string' }, profile: { type: 'string' } },
});
const seconds = Math.min(Number(values.seconds) || 3, 30);
const CONNECTIONS = [1, 16];
const say = (line) => process.stdout.write(`${line}\n`);
const number = (value, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '-').padStart(8);

const program = await startProgram(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : []);
let raw;
try {
  say(`first start, an empty folder to the first page: ${program.seconds.toFixed(1)} s; memory ${memoryOf(program.pid)} MB`);
  raw = await startRaw(program.databaseUrl);
  const world = await lookAround(program.port);
  const raws = rawShapes(world);
  say(`${'shape'.padEnd(18)}users  ${'per s'.padStart(8)}${'p50 ms'.padStart(8)}${'p95 ms'.padStart(8)}${'p99 ms'.padStart(8)}${'raw/s'.padStart(10)}   share of raw`);
  for (const [name, action] of Object.entries(programShapes(world))) {
    if (values.only && values.only !== name) continue;
    for (const connections of CONNECTIONS) {
      const ours = await load({ port: program.port, action, connections, seconds });
      const theirs = raws[name] ? await load({ port: raw.port, action: raws[name], connections, seconds }) : null;
      const share = theirs ? `${((100 * ours.perSecond) / theirs.perSecond).toFixed(0).padStart(6)} %` : '';
      say(`${name.padEnd(18)}${String(connections).padStart(5)}  ${number(ours.perSecond)}${number(ours.p50)}${number(ours.p95)}${number(ours.p99)}${theirs ? number(theirs.perSecond).padStart(10) : '         -'}   ${share}`);
      for (const [words, times] of [...ours.errors, ...(theirs?.errors ?? [])]) say(`  ${times} x ${words}`);
    }
  }
  await new Promise((rest) => setTimeout(rest, 3_000));
  say(`memory at the end: program ${memoryOf(program.pid)} MB, raw ${memoryOf(raw.pid)} MB`);
} finally {
  await raw?.stop();
  await program.stop();
}
