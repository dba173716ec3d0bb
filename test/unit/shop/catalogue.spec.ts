import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attributeProblems, CATEGORIES, categoryTrail, findCategory, leafCategory, unitPrice, type Category } from '#libs/shop';
import { Product } from '../../../libs/shop/src/catalogue/product.entity.js';
import { PRODUCT_STATES, PRODUCT_STEPS } from '../../../libs/shop/src/catalogue/product.status.js';
import { requireTiers } from '../../../libs/shop/src/catalogue/tier.js';
import { requirePacks, requireUnit } from '../../../libs/shop/src/catalogue/unit.js';
import { slugOf } from '../../../libs/shop/src/slug.js';

const NOW = new Date('2026-11-22T03:00:00Z');
const pointersOf = (work: () => void): string[] => {
  try {
    work();
    return [];
  } catch (refusal) {
    return ((refusal as { spec?: { errors?: { pointer: string }[] } }).spec?.errors ?? [{ pointer: String(refusal) }]).map((e) => e.pointer);
  }
};

/** Ascending quantities from 2, prices that never rise above the first. */
const pricing = fc
  .tuple(fc.integer({ min: 100, max: 1_000_000 }), fc.uniqueArray(fc.integer({ min: 2, max: 5_000 }), { maxLength: 8 }), fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }))
  .map(([priceAmount, quantities, falls]) => {
    let unitAmount = priceAmount;
    const tiers = quantities.toSorted((a, b) => a - b).map((minQuantity, i) => ({ minQuantity, unitAmount: (unitAmount = Math.max(1, unitAmount - falls[i]!)) }));
    return { priceAmount, tiers };
  });

describe('the price of one step', () => {
  const purun = { priceAmount: 20_000, tiers: [{ minQuantity: 12, unitAmount: 18_000 }, { minQuantity: 100, unitAmount: 15_000 }] };

  test.each([[1, 20_000], [11, 20_000], [12, 18_000], [99, 18_000], [100, 15_000], [1_200, 15_000]])('%i small purun bags cost %i each', (quantity, amount) => {
    expect(unitPrice(purun, quantity)).toBe(amount);
  });

  test('more never costs more apiece, and tiers that were accepted decide whatever their order', () => {
    fc.assert(
      fc.property(pricing, fc.integer({ min: 1, max: 6_000 }), fc.integer({ min: 1, max: 6_000 }), (offer, one, other) => {
        requireTiers(offer.priceAmount, 'retail', offer.tiers);
        const [few, many] = [Math.min(one, other), Math.max(one, other)];
        expect(unitPrice(offer, many)).toBeLessThanOrEqual(unitPrice(offer, few));
        expect(unitPrice({ ...offer, tiers: offer.tiers.toReversed() }, many)).toBe(unitPrice(offer, many));
        expect(unitPrice(offer, 1)).toBe(offer.priceAmount);
      }),
    );
  });

  test('each broken tier list is refused at the tier that breaks it', () => {
    const tiers = [{ minQuantity: 12, unitAmount: 18_000 }, { minQuantity: 100, unitAmount: 15_000 }];
    expect(pointersOf(() => requireTiers(20_000, 'retail', tiers))).toEqual([]);
    expect(pointersOf(() => requireTiers(17_000, 'retail', tiers))).toEqual(['/tiers/0/unitPrice']);
    expect(pointersOf(() => requireTiers(20_000, 'retail', tiers.toReversed()))).toEqual(['/tiers/1/minQuantity']);
    expect(pointersOf(() => requireTiers(20_000, 'retail', [tiers[0]!, { minQuantity: 100, unitAmount: 18_001 }]))).toEqual(['/tiers/1/unitPrice']);
    expect(pointersOf(() => requireTiers(20_000, 'retail', [{ minQuantity: 1, unitAmount: 1 }]))).toEqual(['/tiers/0/minQuantity']);
    expect(pointersOf(() => requireTiers(20_000, 'reseller', [{ minQuantity: 1, unitAmount: 1 }]))).toEqual([]);
    expect(pointersOf(() => requireTiers(20_000, 'retail', Array.from({ length: 11 }, (_, i) => ({ minQuantity: i + 2, unitAmount: 1 }))))).toEqual(['/tiers']);
  });
});

describe('units and packs', () => {
  test('only metres are sold by halves', () => {
    expect(pointersOf(() => requireUnit({ code: 'METER', step: 0.5 }))).toEqual([]);
    expect(pointersOf(() => requireUnit({ code: 'PCS', step: 0.5 }))).toEqual(['/unit/step']);
    expect(pointersOf(() => requireUnit({ code: 'METER', step: 0.25 }))).toEqual(['/unit/step']);
  });

  test('a lusin is 12, a kodi 20, a gros 144, a karton what the seller says, each once', () => {
    const pieces = { code: 'PCS', step: 1 } as const;
    const packs = [{ code: 'LUSIN', quantity: 12 }, { code: 'KODI', quantity: 20 }, { code: 'GROS', quantity: 144 }, { code: 'KARTON', quantity: 36 }] as const;
    expect(pointersOf(() => requirePacks(pieces, packs))).toEqual([]);
    expect(pointersOf(() => requirePacks(pieces, [{ code: 'KODI', quantity: 24 }]))).toEqual(['/packs/0/quantity']);
    expect(pointersOf(() => requirePacks(pieces, [packs[0], packs[0]]))).toEqual(['/packs/1/quantity']);
    expect(pointersOf(() => requirePacks(pieces, [{ code: 'KARTON', quantity: 1 }]))).toEqual(['/packs/0/quantity']);
    expect(pointersOf(() => requirePacks({ code: 'METER', step: 0.5 }, [packs[0]]))).toEqual(['/packs/0/quantity']);
  });
});

describe('categories', () => {
  const all = (categories: readonly Category[]): Category[] => categories.flatMap((c) => [c, ...all(c.children)]);

  test('each path continues its parent, each field key is there once, each has both languages', () => {
    const nodes = all(CATEGORIES);
    expect(nodes.length).toBeGreaterThan(12);
    for (const node of nodes) {
      for (const child of node.children) expect(child.path.startsWith(`${node.path}/`)).toBe(true);
      expect(new Set(node.fields.map((f) => f.key)).size).toBe(node.fields.length);
      for (const words of [node.label, ...node.fields.map((f) => f.label)]) expect(words.en && words.id).toBeTruthy();
      expect(node.children.length > 0).toBe(node.fields.length === 0);
    }
    expect(new Set(nodes.map((n) => n.path)).size).toBe(nodes.length);
  });

  test('products hang on leaves', () => {
    expect(leafCategory('food/snack')?.label.en).toBe('Snacks');
    expect([leafCategory('food'), leafCategory('food/none'), findCategory('__proto__')]).toEqual([null, null, null]);
    expect(categoryTrail('craft/weaving').map((c) => c.path)).toEqual(['craft', 'craft/weaving']);
  });

  test('a draft may lack attributes but not have wrong ones; publishing needs the required ones', () => {
    const snack = leafCategory('food/snack')!;
    const good = { netWeightGrams: 250, ingredients: { id: 'kedelai, tepung beras' }, shelfLifeDays: 120, allergens: ['soy'] };
    const pointers = (attributes: Record<string, unknown>, complete = false) => attributeProblems(snack, attributes, { complete }).map((p) => p.pointer);
    expect(pointers(good, true)).toEqual([]);
    expect(pointers({}, false)).toEqual([]);
    expect(pointers({}, true)).toEqual(['/attributes/netWeightGrams', '/attributes/ingredients', '/attributes/shelfLifeDays']);
    expect(pointers({ ...good, colour: 'red' })).toEqual(['/attributes/colour']);
    for (const wrong of [{ netWeightGrams: 2.5 }, { netWeightGrams: '250' }, { netWeightGrams: 0 }, { netWeightGrams: Number.NaN }]) expect(pointers(wrong)).toEqual(['/attributes/netWeightGrams']);
    for (const wrong of [{ ingredients: 'kedelai' }, { ingredients: { en: 'soy' } }, { ingredients: { id: 'a\u0000' } }, { ingredients: { id: 'a', fr: 'b' } }, { ingredients: { id: 'x'.repeat(1001) } }]) {
      expect(pointers(wrong)).toEqual(['/attributes/ingredients']);
    }
    for (const wrong of [{ allergens: 'soy' }, { allergens: ['soy', 'soy'] }, { allergens: ['dust'] }]) expect(pointers(wrong)).toEqual(['/attributes/allergens']);
  });
});

describe('a product', () => {
  const draft = () => Product.draft('shp_x', 'tas', { name: { id: 'Tas purun' }, category: 'craft/weaving', description: { id: 'Tas anyaman' }, attributes: { material: { id: 'purun' } } }, NOW);
  const variant = (sku: string, size: string) => ({
    sku, options: [{ name: { id: 'Ukuran' }, value: { id: size } }], priceAmount: 20_000, unit: { code: 'PCS', step: 1 }, packs: [], weightGrams: 150, packedMm: { length: 300, width: 200, height: 50 }, nestable: true,
  }) as const;
  const steps = {
    submit: (p: Product) => p.submit([], NOW), approve: (p: Product) => p.approve([], NOW), reject: (p: Product) => p.reject('foto buram', NOW), pause: (p: Product) => p.pause(NOW),
    unlist: (p: Product) => p.unlist('halal', NOW), resume: (p: Product) => p.resume([], NOW), archive: (p: Product) => p.archive(NOW),
    elsewhere: (p: Product) => p.edit({ category: 'craft/pottery', attributes: { clay: { id: 'lempung' } } }, NOW), back: (p: Product) => p.edit({ category: 'craft/weaving', attributes: { material: { id: 'purun' } } }, NOW),
  };

  test('whatever is tried in whatever order, it is on the shelves only in a category that was approved', () => {
    const names = fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]));
    fc.assert(
      fc.property(fc.array(names, { maxLength: 25 }), (tried) => {
        const product = draft();
        product.addVariant({ ...variant('A', 'S'), options: [], packs: [] }, NOW);
        for (const name of tried) {
          const before = product.state;
          const refused = pointersOf(() => steps[name](product)).length > 0;
          expect(PRODUCT_STATES).toContain(product.state);
          if (refused) expect(product.state).toBe(before);
          if (before === 'archived') expect(product.state).toBe('archived');
          if (product.state === 'active') expect(product.approvedCategory).toBe(product.category);
          expect(product.pausedBy !== null).toBe(product.state === 'paused');
        }
      }),
    );
  });

  test('every step ends in a state that another step or nothing leaves, and archived is the end', () => {
    const left = new Set(Object.values(PRODUCT_STEPS).flatMap((step) => step.from));
    expect(PRODUCT_STATES.filter((state) => !left.has(state))).toEqual(['archived']);
  });

  test('publishing names everything that is missing at once', () => {
    const product = Product.draft('shp_x', 'tas', { name: { id: 'Tas' }, category: 'craft/weaving' }, NOW);
    expect(pointersOf(() => product.submit([{ pointer: '/gates/halal', message: { id: 'x' } }], NOW))).toEqual(['/attributes/material', '/description', '/variants', '/gates/halal']);
    expect(product.state).toBe('draft');
  });

  test('two variants on sale cannot have the same options, an archived one does not count', () => {
    const product = draft();
    const first = product.addVariant({ ...variant('A', 'S'), options: [...variant('A', 'S').options], packs: [] }, NOW);
    product.setVariantState(first, 'archived', NOW);
    product.addVariant({ ...variant('B', 'S'), options: [...variant('B', 'S').options], packs: [] }, NOW);
    expect(pointersOf(() => product.setVariantState(first, 'active', NOW))).toEqual(['/options']);
  });

  test('a price cannot fall below its tiers, and lead days belong to what is made to order', () => {
    const product = draft();
    const only = product.addVariant({ ...variant('A', 'S'), options: [], packs: [] }, NOW);
    product.setTiers(only, 'retail', [{ minQuantity: 12, unitAmount: 18_000 }], NOW);
    expect(pointersOf(() => product.editVariant(only, { priceAmount: 17_999 }, NOW))).toEqual(['/price']);
    expect(pointersOf(() => draft().edit({ madeToOrder: true }, NOW))).toEqual(['/leadDays']);
    expect(pointersOf(() => draft().edit({ leadDays: 3 }, NOW))).toEqual(['/leadDays']);
    const made = draft();
    made.edit({ madeToOrder: true, leadDays: 14 }, NOW);
    made.edit({ madeToOrder: false }, NOW);
    expect(made.leadDays).toBe(0);
  });
});

test.each([
  ['Tas Purun Kecil', 'tas-purun-kecil'], ['Anyaman Soka"an & Mak’ Ijah', 'anyaman-soka-an-mak-ijah'], ['Café Ünïk', 'cafe-unik'], ['工芸', 'produk'], ['--', 'produk'], ['x'.repeat(80), 'x'.repeat(60)],
])('%s lives at %s', (name, slug) => {
  expect(slugOf(name, 'produk')).toBe(slug);
});
