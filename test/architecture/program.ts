import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectSources } from './sources.js';

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

/** The metrics that the libs count themselves, by name. */
export function metricsOf(): string[] {
  const made = /meters\.(?:counter|gauge|histogram)\(\s*'(\w+)'/g;
  return programSources().flatMap((text) => [...text.matchAll(made)].map((found) => found[1]!));
}

/** The names of schedules and of reactions. */
export function schedulesOf(): string[] {
  return programSources().flatMap((text) => [...text.matchAll(/@(?:Every|Nightly)\('([\w.-]+)'|@(?:Reaction|Sender)\(\w+, '([\w.-]+)'/g)].map((found) => found[1] ?? found[2]!));
}

function programSources(): string[] {
  return projectSources().filter(({ path }) => /^(apps|libs)\//.test(path)).map(({ text }) => text);
}
