import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readNumber, type CertificateKind } from '../../../libs/shop/src/certificate/certificate.formats.js';
import { reminderDue } from '../../../libs/shop/src/certificate/certificate.schedule.js';
import { gatesClosed, gatesOn } from '../../../libs/shop/src/certificate/listing-gates.js';

const TODAY = '2026-11-22';

describe('certificate numbers', () => {
  test.each<[CertificateKind, string, boolean]>([
    ['nib', '9120001234567', true], ['nib', '912000123456', false], ['nib', '91200012345678', false], ['nib', '912000123456A', false],
    ['halal', 'ID00410000123450126', true], ['halal', 'id 0041 0000 1234 50126', true], ['halal', 'KH00410000123450126', false], ['halal', 'ID0041000012345012', false],
    ['pirt', '2063306010072-31', true], ['pirt', '206330601007231', true], ['pirt', '0063306010072-31', false], ['pirt', '9063306010072-31', false], ['pirt', '2063306010072-3', false],
    ['npwp', '0123456789012345', true], ['npwp', '01.234.567.8-901.234', false], ['bpom_md', 'MD123456789012', true], ['sni', 'SNI 7228:2016', true],
  ])('%s %s is right: %s', (kind, typed, right) => {
    expect(readNumber(kind, typed, TODAY, null).problem === null).toBe(right);
  });

  test('a P-IRT tells its year of expiry, and a past year is refused', () => {
    expect(readNumber('pirt', '206330601007226', TODAY, null)).toEqual({ number: '2063306010072-26', problem: null, warnings: [], expiresOn: '2026-12-31' });
    expect(readNumber('pirt', '206330601007225', TODAY, null).problem?.en).toBe('This P-IRT number expired in 2025');
  });

  test('a P-IRT of another regency is worth a look, not wrong', () => {
    expect(readNumber('pirt', '2063306010072-31', TODAY, '33.06').warnings).toEqual([]);
    expect(readNumber('pirt', '2063306010072-31', TODAY, '63.72')).toMatchObject({ problem: null, warnings: [{ en: expect.stringContaining('regency') }] });
  });

  test('whatever is typed gets an answer', () => {
    fc.assert(fc.property(fc.constantFrom<CertificateKind>('nib', 'pirt', 'halal'), fc.string(), (kind, typed) => expect(readNumber(kind, typed, TODAY, '51.03')).toHaveProperty('problem')));
  });
});

describe('listing gates', () => {
  const closed = (day: string, category: string, nonHalal: boolean, certified: string[]) => gatesClosed(gatesOn(day, category), { nonHalal }, certified).map((gate) => `${gate.effect} ${gate.code}`);

  test('a snack needs a halal certificate from 18 October 2026, not before', () => {
    expect(closed('2026-10-17', 'food/snack', false, ['pirt'])).toEqual([]);
    expect(closed('2026-10-18', 'food/snack', false, ['pirt'])).toEqual(['block halal']);
    expect(closed('2026-10-18', 'food/snack', false, ['pirt', 'halal'])).toEqual([]);
  });

  test('a non-halal label does instead', () => {
    expect(closed('2026-10-18', 'food/drink', true, [])).toEqual([]);
  });

  test('a snack without P-IRT is only warned about', () => {
    expect(closed('2026-11-22', 'food/snack', true, [])).toEqual(['warn pirt']);
  });

  test('crafts pass, and a category that only begins alike is another one', () => {
    expect(closed('2026-11-22', 'craft/weaving', false, [])).toEqual([]);
    expect(closed('2026-11-22', 'foodware/bowls', false, [])).toEqual([]);
  });
});

test.each([[91, null], [90, 90], [31, 90], [30, 30], [8, 30], [7, 7], [0, 7]])('with %i days left the reminder of %s days is due', (daysLeft, reminder) => {
  expect(reminderDue(daysLeft)).toBe(reminder);
});
