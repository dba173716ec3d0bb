import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CommandSpec {
  name: string;
  /** `--only`, `--json` */
  options: string[];
}

/** The commands of `market`, as apps/market/src/main.ts declares them. */
export function commandsOf(root: string): CommandSpec[] {
  const main = readFileSync(join(root, 'apps/market/src/main.ts'), 'utf8');
  return main.split(/\.command\(/).slice(1).map((text) => ({
    name: /^'([\w-]+)/.exec(text)![1]!,
    options: [...text.matchAll(/\.option\('(--[\w-]+)/g)].map((found) => found[1]!),
  }));
}

/** The variables that the program reads; another test keeps `.env.example` equal to `Config`. */
export function variablesOf(root: string): string[] {
  return [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^([A-Z0-9_]+)=/gm)].map((found) => found[1]!);
}
