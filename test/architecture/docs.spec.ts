import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { commandsOf, metricsOf, schedulesOf, variablesOf } from './program.js';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', ...walk('docs').filter((path) => path.endsWith('.md'))].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const running = pages.find(({ path }) => path === 'docs/running.md')!.text;

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** What stands in backticks or in a block of commands. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((found) => found[1]!.split('\n'));
  const words = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map((found) => found[1]!);
  return [...blocks.map((line) => line.trim()), ...words];
}

/** GitHub's way of making an anchor of a heading. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map((found) => found[1]!.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));
}

describe.each(pages)('$path', ({ path, text }) => {
  test('links to what there is', () => {
    const broken = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map((found) => found[1]!).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? join(root, path) : join(root, dirname(path), file);
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('names commands that there are, with their options', () => {
    const commands = commandsOf(root);
    const strange = codeOf(text).flatMap((code) => [...code.matchAll(/(?:^|\s|-- )market (?:-- )?([a-z]+)((?: [^\s|]+)*)/g)]).filter(([, name, rest]) => {
      const known = commands.find((command) => command.name === name);
      return !known || [...rest!.matchAll(/--[\w-]+/g)].some(([option]) => !known.options.includes(option));
    });
    expect(strange.map(([whole]) => whole)).toEqual([]);
  });

  test('names scripts of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = codeOf(text).flatMap((code) => [...code.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((found) => found[1]!));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names metrics, variables and schedules that there are', () => {
    const metrics = metricsOf();
    const isMetric = (name: string) => metrics.includes(name) || metrics.includes(name.replace(/_(count|sum|bucket)$/, '')) || name.startsWith('process_') || name.startsWith('nodejs_');
    const code = codeOf(text);
    const strange = [
      ...code.flatMap((each) => [.../^((?:http|platform|database|mail|storage|payment|reconcile|orders?)_[a-z_]+)(?:\{.*\})?$/.exec(each)?.slice(1) ?? []]).filter((name) => !isMetric(name)),
      ...code.filter((each) => /^[A-Z0-9]+_[A-Z0-9_]+$/.test(each)).filter((name) => !variablesOf(root).includes(name) && !['POSTGRES_PASSWORD'].includes(name)),
      ...code.filter((each) => /^(platform|order|payment|shipping|shop|identity|market)\.[a-z]+(-[a-z]+)+$/.test(each)).filter((name) => !schedulesOf().includes(name)),
    ];
    expect(strange).toEqual([]);
  });

  test('names paths of the project and pages of the site that there are', () => {
    const code = codeOf(text);
    const paths = code.filter((each) => /^(apps|libs|test|docs|bench)\/[\w./-]+$/.test(each)).filter((each) => !existsSync(join(root, each)));
    const routes = walk('test/journey/authorisation/rows').map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
    const admin = code.filter((each) => /^\/admin(\/[a-z]+)*$/.test(each)).filter((each) => !routes.includes(`GET ${each.slice('/admin'.length)}'`) && !routes.includes(`GET ${each}'`));
    const probes = code.filter((each) => /^\/(health\/\w+|metrics)$/.test(each)).filter((each) => !routes.includes(each));
    expect([...paths, ...admin, ...probes]).toEqual([]);
  });
});

describe('docs/running.md', () => {
  test('explains exactly the variables that the program reads', () => {
    const section = /## Variables\n([\s\S]*?)\n## /.exec(running)![1]!;
    expect([...section.matchAll(/^\| `([A-Z0-9_]+)`/gm)].map((found) => found[1]!).toSorted()).toEqual(variablesOf(root).toSorted());
  });

  test('explains every metric of ours, and each leads to a runbook', () => {
    const section = /## What to watch\n([\s\S]*?)\n## /.exec(running)![1]!;
    for (const name of metricsOf()) expect(section).toMatch(new RegExp(`^\\| \`${name}\`.*\\(runbooks/[\\w-]+\\.md\\)`, 'm'));
  });
});

describe('docs/runbooks', () => {
  const books = pages.filter(({ path }) => path.startsWith('docs/runbooks/') && !path.endsWith('README.md'));

  test('are all found from their list', () => {
    const list = pages.find(({ path }) => path === 'docs/runbooks/README.md')!.text;
    for (const { path } of books) expect(list).toContain(`(${relative('docs/runbooks', path)})`);
  });

  test.each(books)('$path says what is seen, where to look first, how to mend it and what comes after', ({ text }) => {
    expect(text).toMatch(/\*\*(You see|Law)|^Law/m);
    expect(text).toMatch(/\*\*First look|\*\*First hour/);
    expect(text).toMatch(/\*\*(Mend|Within|Afterwards)/);
  });

  test('have a word on every invariant', () => {
    const reconcile = pages.find(({ path }) => path === 'docs/runbooks/reconcile.md')!.text;
    for (let number = 1; number <= 13; number++) expect(reconcile).toMatch(new RegExp(`^### I${number}$`, 'm'));
  });
});
