const startedAt = Date.now();

/** One line of progress for the person at the terminal. */
export function tell(line: string): void {
  process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}
