import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

test('.env.example names exactly the variables that the configuration reads', () => {
  const named = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
  const read = new Set([...readFileSync(join(root, 'libs/platform/src/config.ts'), 'utf8').matchAll(/env\.([A-Z0-9_]+)|\(env, '([A-Z0-9_]+)'/g)].map(([, dotted, quoted]) => dotted ?? quoted));
  expect(new Set(named)).toEqual(read);
});
