import { describe, expect, test } from '@jest/globals';
import { RULES } from './rules.js';
import { projectSources, type Source } from './sources.js';

const sources = projectSources();

/** One violation for each rule, planted, so that the rule is seen to bite. */
const PLANTED: Record<string, Source[]> = {
  'module graph': [{ path: 'libs/payment/src/charge.ts', text: `import { Orders } from '#libs/order';` }],
  doors: [{ path: 'libs/order/src/place.ts', text: `import { Stock } from '../../shop/src/stock/stock.js';` }],
  'apps are leaves': [{ path: 'apps/web/src/page.ts', text: `import { x } from '../../api/src/x.js';` }],
  'quiet entities': [{ path: 'libs/order/src/order.entity.ts', text: `export class Order { at = new Date(); }` }],
  'no cycles': [
    { path: 'libs/order/src/a.ts', text: `import { b } from './b.js'; export const a = b;` },
    { path: 'libs/order/src/b.ts', text: `import { a } from './a.js'; export const b = a;` },
  ],
  'no SQL by interpolation': [{ path: 'libs/shop/src/q.ts', text: 'db.query(`SELECT * FROM shop.shop WHERE name = ${name}`)' }],
  'no SQL in apps': [{ path: 'apps/api/src/c.ts', text: `db.query('SELECT id FROM shop.shop')` }],
  'no float money': [{ path: 'libs/payment/src/fee.ts', text: `const fee = totalAmount * 0.075;` }],
  'no file over 250 lines': [{ path: 'libs/order/src/long.ts', text: 'const a = 1;\n'.repeat(251) }],
};

describe('the house', () => {
  test.each(Object.keys(RULES))('keeps the rule: %s', (rule) => {
    expect(RULES[rule]!(sources)).toEqual([]);
  });

  test.each(Object.keys(RULES))('reports a planted violation of: %s', (rule) => {
    expect(RULES[rule]!(PLANTED[rule]!)).not.toEqual([]);
  });

  test('also sees SQL glued with +', () => {
    const glued = [{ path: 'libs/shop/src/q.ts', text: `db.query('SELECT 1 FROM t WHERE n = ' + name)` }];
    expect(RULES['no SQL by interpolation']!(glued)).toHaveLength(1);
  });
});
