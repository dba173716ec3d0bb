import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Config } from '#libs/platform';
import { Payable } from '../../../libs/payment/src/payable.entity.js';
import { Transfer, type TransferState } from '../../../libs/payment/src/transfer/transfer.entity.js';

const NOW = new Date('2026-11-22T03:00:00Z');
const TODAY = '2026-11-22';
const fresh = (state: TransferState = 'awaiting_proof') => Object.assign(new Transfer(), { amount: 170_500, state, since: NOW, createdAt: NOW, receivedOn: null });
const codeOf = (work: () => void): string => {
  try {
    work();
    return 'done';
  } catch (refusal) {
    return (refusal as { code: string }).code;
  }
};

describe('a transfer', () => {
  test('is confirmed once, with exactly its amount, whatever people try in any order', () => {
    const steps = fc.array(fc.oneof(
      fc.constant({ kind: 'prove' as const }),
      fc.constant({ kind: 'refuse' as const }),
      fc.record({ kind: fc.constant('confirm' as const), amount: fc.oneof(fc.constant(170_500), fc.integer({ min: 0, max: 1_000_000 })), seen: fc.constantFrom<TransferState>('awaiting_proof', 'in_review', 'refused', 'confirmed') }),
    ), { maxLength: 20 });
    fc.assert(fc.property(steps, (tries) => {
      const transfer = fresh();
      let confirmed = 0;
      for (const step of tries) {
        const before = transfer.state;
        const outcome = codeOf(() => {
          if (step.kind === 'prove') transfer.proven(NOW);
          else if (step.kind === 'refuse') transfer.refuse(NOW);
          else transfer.confirm({ amount: step.amount, on: TODAY }, step.seen, NOW);
        });
        if (outcome !== 'done') expect(transfer.state).toBe(before);
        if (outcome === 'done' && step.kind === 'confirm') {
          confirmed++;
          expect([step.amount, step.seen]).toEqual([170_500, before]);
        }
        if (before === 'confirmed') expect(outcome).toBe('transfer_changed');
      }
      expect(confirmed).toBe(transfer.state === 'confirmed' ? 1 : 0);
      expect(transfer.receivedOn).toBe(confirmed ? TODAY : null);
    }));
  });

  test('keeps its place in the queue when another proof comes', () => {
    const transfer = fresh();
    transfer.proven(NOW);
    transfer.proven(new Date(NOW.getTime() + 60_000));
    expect(transfer.since).toEqual(NOW);
  });

  test('is received on a day of Jakarta: late in the evening of UTC it is tomorrow there', () => {
    const evening = new Date('2026-11-22T18:00:00Z');
    const at = (on: string) => codeOf(() => Object.assign(fresh('in_review'), { createdAt: evening }).confirm({ amount: 170_500, on }, 'in_review', evening));
    expect([at('2026-11-22'), at('2026-11-23'), at('2026-11-24')]).toEqual(['invalid_input', 'done', 'invalid_input']);
  });
});

test('the time to pay only grows', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }), (dueAt, until) => {
    const payable = Object.assign(new Payable(), { dueAt });
    expect(payable.lengthen(until)).toBe(until > dueAt);
    expect(payable.dueAt.getTime()).toBe(Math.max(dueAt.getTime(), until.getTime()));
  }));
});

describe('our bank account', () => {
  const read = (account?: string) => new Config({ SECRET: 'only for tests', DATA_DIR: '/nowhere', ...(account === undefined ? {} : { TRANSFER_ACCOUNT: account }) }).transferAccount;

  test('is bank, number and holder; without it transfers are not offered', () => {
    expect(read('BCA | 123 456-7890 | PT KriyaDesa')).toEqual({ bank: 'BCA', number: '123 456-7890', holder: 'PT KriyaDesa' });
    expect([read(), read('')]).toEqual([null, null]);
  });

  test.each(['Mandiri', 'Mandiri|99887766', '|99887766|PT', 'Mandiri|satu dua|PT', 'Mandiri|99887766|', 'Mandiri|99887766|PT|lagi'])('refuses %s without saying it back', (account) => {
    expect(() => read(account)).toThrow(/^TRANSFER_ACCOUNT must name/);
    expect(() => read(account)).not.toThrow(account);
  });
});
