import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Parcel, type ServiceOfParcel } from '../../../libs/shipping/src/parcel.entity.js';
import { isFinal, mayFollow, PARCEL_STATUSES, type ParcelStatus } from '../../../libs/shipping/src/parcel.status.js';

const JNE: ServiceOfParcel = { courier: 'JNE', courierName: 'JNE', service: 'REG', serviceName: 'Reguler', kind: 'carrier' };
const now = new Date('2026-11-22T03:00:00Z');

function onItsWay(): Parcel {
  const parcel = Parcel.draft('ord_x', 'shp_x', JNE);
  parcel.book('JP1234567890', 'carrier');
  parcel.leave('carrier', now);
  return parcel;
}

describe('a waybill', () => {
  test.each([
    ['jp 123 456 7890', 'JP1234567890'],
    ['000123456789', '000123456789'],
    ['11LP-1700000001', '11LP-1700000001'],
  ])('%j is kept as %s', (typed, kept) => {
    const parcel = Parcel.draft('ord_x', 'shp_x', JNE);
    parcel.book(typed, 'carrier');
    expect(parcel.waybill).toBe(kept);
  });

  test.each([null, '', '   ', '1234', 'BESOK', 'JP12345;DROP', 'x'.repeat(41), '<b>12345</b>'])('%j is none', (typed) => {
    expect(() => Parcel.draft('ord_x', 'shp_x', JNE).book(typed, 'carrier')).toThrow(expect.objectContaining({ code: 'waybill_invalid' }));
  });

  test('is not needed when the seller brings it or the buyer comes', () => {
    for (const kind of ['own', 'pickup'] as const) {
      const parcel = Parcel.draft('ord_x', 'shp_x', { ...JNE, kind });
      parcel.book(null, kind);
      parcel.leave(kind, now);
      expect([parcel.waybill, parcel.status]).toEqual([null, kind === 'own' ? 'in_transit' : 'awaiting_pickup']);
    }
  });
});

describe('a parcel', () => {
  test('arrives once; a stronger word than the seller\'s is news', () => {
    const parcel = onItsWay();
    expect(parcel.deliver('seller', now)).toBe(true);
    expect(parcel.deliver('seller', now)).toBe(false);
    expect(parcel.deliver('buyer', new Date(now.getTime() + 1))).toBe(true);
    expect(parcel.deliver('carrier', now)).toBe(false);
    expect([parcel.status, parcel.deliveredBy, parcel.deliveredAt]).toEqual(['delivered', 'buyer', now]);
  });

  test('that came back cannot arrive', () => {
    const parcel = onItsWay();
    parcel.note('returning');
    parcel.note('returned');
    expect(() => parcel.deliver('buyer', now)).toThrow(expect.objectContaining({ code: 'parcel_state' }));
  });

  test('whatever is reported, its story never goes on after its end', () => {
    const reports = fc.array(fc.constantFrom(...PARCEL_STATUSES), { maxLength: 30 });
    fc.assert(
      fc.property(reports, (statuses) => {
        const parcel = onItsWay();
        let ended: ParcelStatus | null = null;
        for (const status of statuses) {
          const before = parcel.status;
          try {
            if (status === 'delivered') parcel.deliver('carrier', now);
            else parcel.note(status);
            expect(mayFollow(before, status) || before === 'delivered').toBe(true);
          } catch {
            expect(parcel.status).toBe(before);
          }
          if (ended) expect(parcel.status).toBe(ended);
          if (isFinal(parcel.status)) ended = parcel.status;
        }
        expect(parcel.status).not.toBe('draft');
      }),
    );
  });

  test('every state is reached, and every one that is not an end leads to one', () => {
    const reached = new Set<ParcelStatus>(['draft']);
    for (const from of reached) for (const to of PARCEL_STATUSES) if (mayFollow(from, to)) reached.add(to);
    expect(reached.size).toBe(PARCEL_STATUSES.length);
    const ends = new Set(PARCEL_STATUSES.filter(isFinal));
    for (let grew = true; grew; ) {
      const more = PARCEL_STATUSES.filter((from) => !ends.has(from) && PARCEL_STATUSES.some((to) => ends.has(to) && from !== to && mayFollow(from, to)));
      more.forEach((status) => ends.add(status));
      grew = more.length > 0;
    }
    expect(ends.size).toBe(PARCEL_STATUSES.length);
  });
});
