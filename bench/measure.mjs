import { cpuOf, since } from './processes.mjs';
import { actions } from './load.mjs';
import { requests } from './requests.mjs';
import { quiet } from './servers.mjs';

const SLICE_SECONDS = 2;
const WARM_UP_SECONDS = 1;
const BETWEEN_MS = 200;

/**
 * One shape at one number of connections: program and raw in turns (A B A B …), short slices each, so that what else the machine does falls on both.
 * Answers for each side latencies, rate, errors and CPU milliseconds per action by process.
 */
export async function measure({ market, raw, shape, connections, seconds }) {
  const sides = { program: sideOf(market.port, shape.program, market.pids), raw: sideOf(raw.port, shape.raw, { raw: raw.pid, database: market.pids.database }) };
  for (const side of Object.values(sides)) {
    await slice(side, connections, WARM_UP_SECONDS);
    await quiet(market.db);
  }
  const slices = Math.max(1, Math.round(seconds / SLICE_SECONDS));
  for (let turn = 0; turn < slices; turn++) {
    for (const side of Object.values(sides)) {
      await new Promise((pause) => setTimeout(pause, BETWEEN_MS));
      const before = cpuOf(side.pids);
      const load = process.cpuUsage();
      const result = await slice(side, connections, Math.min(SLICE_SECONDS, seconds));
      // What an action set off belongs to it, also when it runs a little later.
      await quiet(market.db);
      side.add(result, { ...since(cpuOf(side.pids), before), load: process.cpuUsage(load) });
    }
  }
  return { program: sides.program.sum(), raw: sides.raw.sum() };
}

function sideOf(port, { paths, headers, action }, pids) {
  const times = [];
  const errors = new Map();
  const cpu = {};
  let [done, seconds] = [0, 0];
  const add = (result, { load, ...used }) => {
    times.push(...result.times);
    done += result.done;
    seconds += result.seconds;
    for (const [words, count] of result.errors) errors.set(words, (errors.get(words) ?? 0) + count);
    for (const [name, ms] of Object.entries({ ...used, load: (load.user + load.system) / 1000 })) cpu[name] = (cpu[name] ?? 0) + ms;
  };
  const sum = () => {
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null;
    const perAction = Object.fromEntries(Object.entries(cpu).map(([name, ms]) => [name, done > 0 ? ms / done : null]));
    return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), done, errors: Object.fromEntries(errors), cpuMs: perAction };
  };
  return { port, paths, headers, action, pids, turn: 0, add, sum };
}

async function slice(side, connections, seconds) {
  const { port, paths, headers, action } = side;
  if (paths) return requests({ port, paths, headers, connections, seconds });
  const result = await actions({ port, action, connections, seconds, firstTurn: side.turn });
  side.turn = result.nextTurn;
  return result;
}

/** What one action costs all processes that serve it, in CPU milliseconds; the load itself aside. */
export const servingMs = ({ cpuMs }) => Object.entries(cpuMs).reduce((sum, [name, ms]) => (name === 'load' ? sum : sum + ms), 0);
