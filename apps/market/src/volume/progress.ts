import { tell } from '../tell.js';

const WIDTH = 30;
const LINE_EVERY_MS = 5_000;
const BAR_EVERY_MS = 100;

/** How far something long has come: a bar on a terminal, else a line every few seconds. */
export interface Progress {
  /** `done` of the whole, counted in the unit of `what`. */
  reached: (done: number) => void;
  /** With the true count, where the total was only aimed at. */
  finished: (count?: number) => void;
}

export function progressOf(what: string, total: number, out: NodeJS.WriteStream = process.stdout): Progress {
  const began = Date.now();
  let shown = 0;
  const reached = (done: number) => {
    const now = Date.now();
    if (now - shown < (out.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS)) return;
    shown = now;
    if (out.isTTY) out.write(`\r${bar(done / total)} ${counted(done)} of ${counted(total)} ${what}, ${left(began, done, total)}   `);
    else tell(`${counted(done)} of ${counted(total)} ${what}`);
  };
  const finished = (count = total) => {
    const seconds = (Date.now() - began) / 1000;
    if (out.isTTY) out.write(`\r${' '.repeat(out.columns - 1)}\r`);
    tell(`${counted(count)} ${what} in ${seconds.toFixed(1)} s`);
  };
  return { reached, finished };
}

const counted = (count: number): string => Math.round(count).toLocaleString('en');

function bar(share: number): string {
  const full = Math.min(WIDTH, Math.round(share * WIDTH));
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function left(began: number, done: number, total: number): string {
  if (done === 0) return 'begun';
  return `${Math.ceil((((Date.now() - began) / done) * (total - done)) / 1000)} s left`;
}
