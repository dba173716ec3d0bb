import { readdirSync, readFileSync } from 'node:fs';

// USER_HZ, a constant of the kernel's interface on every architecture that Node runs on.
const TICK_MS = 10;

/** CPU milliseconds that the processes have used since they began, by their names; `database` with all its backends, living and gone. */
export function cpuOf({ database, ...others }) {
  const used = {};
  for (const [name, pid] of Object.entries(others)) if (pid) used[name] = (statOf(pid)?.own ?? 0) * TICK_MS;
  if (database) used.database = TICK_MS * [statOf(database)].concat(childrenOf(database)).reduce((sum, stat) => sum + (stat?.own ?? 0) + (stat?.gone ?? 0), 0);
  return used;
}

export function since(now, before) {
  return Object.fromEntries(Object.entries(now).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));
}

/** Resident size in MB: `now` and the highest so far; nulls where /proc is missing. */
export function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (key) => Math.round(Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)[1]) / 1024);
    return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  } catch {
    return { now: null, peak: null };
  }
}

function childrenOf(parent) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => statOf(pid)).filter((stat) => stat?.parent === parent);
}

/** Ticks of the process itself, and of its children that have ended. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    return { parent: fields[1], own: fields[11] + fields[12], gone: fields[13] + fields[14] };
  } catch {
    return null;
  }
}
