import { servingMs } from './measure.mjs';

const number = (value, width, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '-').padStart(width);
const percent = (value) => (Number.isFinite(value) ? `${(100 * value).toFixed(0)} %` : '-').padStart(6);

export const HEADING = [
  `${'shape'.padEnd(16)}users ${'per s'.padStart(8)}${'raw/s'.padStart(8)} ${'share'.padStart(6)} | ${'p50'.padStart(7)}${'p95'.padStart(8)}${'p99'.padStart(8)} | raw ${'p50'.padStart(6)}${'p95'.padStart(8)}${'p99'.padStart(8)}`
    + ` | ${'CPU ms: api'.padStart(11)}${'worker'.padStart(8)}${'db'.padStart(7)} | ${'raw'.padStart(6)}${'db'.padStart(7)} ${'share'.padStart(6)} | errors`,
];

/** `share`: of raw's rate, and of what raw's CPU does per action. */
export function lineOf(shape, connections, { program, raw }) {
  const errors = (side) => Object.values(side.errors).reduce((sum, count) => sum + count, 0);
  const cpu = program.cpuMs;
  return `${shape.padEnd(16)}${String(connections).padStart(5)} ${number(program.perSecond, 8)}${number(raw.perSecond, 8)} ${percent(shareOf({ program, raw }))}`
    + ` | ${number(program.p50, 7)}${number(program.p95, 8)}${number(program.p99, 8)} | ${number(raw.p50, 10)}${number(raw.p95, 8)}${number(raw.p99, 8)}`
    + ` | ${number(cpu.api, 11, 2)}${number(cpu.worker, 8, 2)}${number(cpu.database, 7, 2)} | ${number(raw.cpuMs.raw, 6, 2)}${number(raw.cpuMs.database, 7, 2)} ${percent(cpuShareOf({ program, raw }))}`
    + ` | ${errors(program)} ${errors(raw)}`;
}

export const shareOf = ({ program, raw }) => program.perSecond / raw.perSecond;
export const cpuShareOf = ({ program, raw }) => servingMs(raw) / servingMs(program);
