/** The short size runs at every submission; `FAULTS=full npm run faults` runs the one that figures are quoted from. */
export function atSize(short: number, full: number): number {
  return process.env['FAULTS'] === 'full' ? full : short;
}
