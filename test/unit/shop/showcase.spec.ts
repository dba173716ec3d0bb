import { businessDay } from '#libs/platform';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { attributesInWords } from '../../../libs/shop/src/showcase/attributes-in-words.js';
import { countFacets } from '../../../libs/shop/src/showcase/product-lists.js';
import { taggedQuery, tagsOf } from '../../../libs/shop/src/showcase/tags.js';

describe('facets', () => {
  const row = (category: string, regencyCode: string, count: number) => ({ category, regencyCode, regencyName: regencyCode, count });
  const rows = [row('craft/weaving', '51.03', 3), row('craft/weaving', '63.72', 4), row('craft/carving', '51.03', 2), row('food/snack', '63.72', 1)];

  test('each facet counts with the other filter and without its own, most first', () => {
    const { categories, regencies } = countFacets(rows, { category: 'craft', regency: '51.03' });
    expect(categories.map(({ path, count }) => [path, count])).toEqual([['craft/weaving', 3], ['craft/carving', 2]]);
    expect(regencies.map(({ code, count }) => [code, count])).toEqual([['51.03', 5], ['63.72', 4]]);
  });

  test('a category is not taken for another one that begins with the same letters', () => {
    expect(countFacets([row('craft/weaving', '1', 1), row('craftsman/x', '2', 1)], { category: 'craft' }).regencies.map((each) => each.code)).toEqual(['1']);
  });

  test('without filters both facets sum up to everything', () => {
    const given = fc.array(fc.record({ category: fc.constantFrom('a/b', 'a/c', 'd/e'), regencyCode: fc.constantFrom('1', '2', '3'), regencyName: fc.constant('x'), count: fc.integer({ min: 1, max: 50 }) }));
    fc.assert(fc.property(given, (each) => {
      const { categories, regencies } = countFacets(each, {});
      const total = each.reduce((sum, { count }) => sum + count, 0);
      expect(categories.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      expect(regencies.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    }));
  });
});

describe('tags', () => {
  test('say what kind of facet they are, so that a shop called craft is not the category', () => {
    expect(tagsOf({ category: 'craft', shop: 'craft', village: '51.03.04.2005', regency: undefined })).toEqual(['@c:craft', '@v:51.03.04.2005', '@s:craft']);
  });

  test('stay one quoted word each in a tsquery, whatever was sent', () => {
    expect(taggedQuery({})).toBe('');
    expect(taggedQuery({ category: 'a', regency: `x' | 'y\\` })).toBe(`'@c:a' & '@r:x'' | ''y\\\\'`);
  });
});

describe('attributes', () => {
  test('come in the order of the schema with units and choices in words; unknown and unfit ones are left out', () => {
    const words = attributesInWords('textile/cloth', { widthCm: 105.5, handmade: true, dye: 'natural', motif: { id: 'Cepuk', en: 'Cepuk' }, fibre: 'no such', unknown: 'x', lengthCm: 'long' } as never);
    expect(words.map(({ key, value }) => [key, value.id, value.en])).toEqual([
      ['motif', 'Cepuk', 'Cepuk'],
      ['dye', 'Alami', 'Natural'],
      ['widthCm', '105,5 cm', '105.5 cm'],
      ['handmade', 'Ya', 'Yes'],
    ]);
    expect(attributesInWords('no/such', { a: 1 })).toEqual([]);
  });
});

test('the business day turns at midnight in Jakarta', () => {
  expect(businessDay(new Date('2026-11-22T16:59:59Z'))).toBe('2026-11-22');
  expect(businessDay(new Date('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
});
