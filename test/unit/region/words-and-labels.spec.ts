import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { asQuery, bareWords, understand } from '../../../libs/region/src/search-words.js';
import { kindOf, timeZoneOf } from '../../../libs/region/src/village.js';

describe('what a village is called', () => {
  test.each([
    ['51.03.04.2005', 'desa'],
    ['63.72.03.1001', 'kelurahan'],
    ['13.10.02.2001', 'nagari'],
    ['13.71.01.1001', 'kelurahan'],
    ['11.01.01.2001', 'gampong'],
    ['91.03.01.2001', 'kampung'],
    ['91.03.01.3007', 'kampung'],
    ['96.71.01.1001', 'kelurahan'],
    ['81.01.01.3001', 'desa_adat'],
  ])('%s: %s', (code, kind) => expect(kindOf(code)).toBe(kind));
});

describe('the time zone', () => {
  test.each([
    ['11', 'WIB'], ['21', 'WIB'], ['36', 'WIB'], ['61', 'WIB'], ['62', 'WIB'],
    ['51', 'WITA'], ['53', 'WITA'], ['63', 'WITA'], ['65', 'WITA'], ['71', 'WITA'], ['76', 'WITA'],
    ['81', 'WIT'], ['82', 'WIT'], ['91', 'WIT'], ['96', 'WIT'],
  ])('of province %s is %s', (code, zone) => expect(timeZoneOf(`${code}.01.01.2001`)).toBe(zone));
});

describe('what a person typed', () => {
  const query = (typed: string) => asQuery(understand(typed).terms);

  test.each([
    ['getasan', 'getasan:*'],
    ['Kec. Mengwi', 'mengwi:*B'],
    ['desa palam kec cempaka', 'palam:*A & cempaka:*B'],
    ['palam, kab. banjar prov kalimantan', 'palam:* & banjar:*C & kalimantan:*D'],
    ['kota banjarbaru', 'kota:* & banjarbaru:*'],
    ['kec', 'kec:*'],
    ['desa', 'desa:*'],
    ['Soka"an', 'sokaan:*'],
    ['', ''],
  ])('%j asks for %j', (typed, asked) => expect(query(typed)).toBe(asked));

  test('"kampung baru" may be a name with or without its first word', () => {
    expect(understand('kampung baru')).toMatchObject({ names: ['kampung baru', 'baru'], leads: ['kampung'] });
    expect(understand('palam banjarbaru')).toMatchObject({ names: ['palam banjarbaru'], leads: ['palam'] });
    expect(understand('kec mengwi')).toMatchObject({ names: [], leads: [] });
  });

  test('becomes bare words, whatever it is, so that it cannot break a query', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(`kec '; & | ! <-> :*`, "\\'", 'É Ñ ﬁ ①')), (typed) => {
        expect(bareWords(typed).every((word) => /^[a-z0-9]+$/.test(word))).toBe(true);
        expect(query(typed)).toMatch(/^$|^[a-z0-9]+:\*[ABCD]?( & [a-z0-9]+:\*[ABCD]?){0,7}$/);
      }),
    );
  });
});
