import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliverAll } from '../../support/market.js';
import { signed, signedText, stripeUnderTest, type Paying, type Signed, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';

let market: StripeUnderTest;
/** Unpaid; every forgery wants it to be paid. */
let victim: Paying;
/** Really paid, and told. */
let other: Paying;

beforeAll(async () => {
  market = await stripeUnderTest();
  other = await market.paid();
  victim = await market.checkout();
});
afterAll(async () => {
  market.clock.set(new Date(Date.now() + 180_000));
  expect(await market.reconciliation.findings()).toEqual([]);
  await market.close();
});

/** Everything of payment's, the audit log and the outbox, so that a change of any row anywhere is seen. */
const rows = () =>
  market.rows(
    `SELECT (SELECT json_agg(p ORDER BY p.id) FROM payment.payable p) AS payables, (SELECT json_agg(c ORDER BY c.id) FROM payment.charge c) AS charges,
            (SELECT json_agg(s ORDER BY s.charge_id, s.order_id) FROM payment.charge_share s) AS shares, (SELECT json_agg(r ORDER BY r.id) FROM payment.refund r) AS refunds,
            (SELECT count(*) FROM payment.ledger_entry) AS entries, (SELECT json_agg(e ORDER BY e.id) FROM payment.gateway_event e) AS inbox,
            (SELECT count(*) FROM platform.event) AS events, (SELECT count(*) FROM platform.audit) AS audit`,
  );

interface Claim {
  id?: string;
  ref?: string;
  key?: string;
  amount?: number;
  currency?: string;
  livemode?: boolean;
  account?: string;
}

/** An event that claims the victim is paid. */
function claim({ id = 'evt_forged', ref = victim.ref, key = victim.chargeId, amount = victim.intent.amount * 100, currency = 'idr', livemode = false, account }: Claim = {}): object {
  const object = { id: ref, object: 'checkout.session', status: 'complete', payment_status: 'paid', amount_total: amount, currency, metadata: { kriyadesa_charge: key } };
  return { id, object: 'event', type: 'checkout.session.completed', livemode, created: 1, data: { object }, ...(account ? { account } : {}) };
}

const withHeader = (change: (header: string) => string, made: Signed = signed(market, claim())): Signed => ({ ...made, headers: { 'stripe-signature': change(made.headers['stripe-signature']!) } });
const withBody = (change: (text: string) => string): Signed => {
  const made = signed(market, claim());
  return { ...made, body: Buffer.from(change(made.body.toString())) };
};

describe('what is not signed by Stripe, now, for us, is refused and leaves no row', () => {
  test.each<[string, () => Signed]>([
    ['unsigned', () => ({ ...signed(market, claim()), headers: {} })],
    ['an empty signature', () => withHeader(() => '')],
    ['signed with another secret', () => signed(market, claim(), { secret: 'whsec_guessed' })],
    ['signed with nothing', () => signed(market, claim(), { secret: ' ' })],
    ['301 seconds old', () => signed(market, claim(), { ageSeconds: 301 })],
    ['301 seconds in the future', () => signed(market, claim(), { ageSeconds: -301 })],
    ['an hour in the future, which the SDK lets pass', () => signed(market, claim(), { ageSeconds: -3_600 })],
    ['a fresh time on an old signature', () => withHeader((header) => header.replace(/t=\d+/, `t=${Math.floor(market.clock.now().getTime() / 1000)}`), signed(market, claim(), { ageSeconds: 86_400 }))],
    ['two times, of which one is right', () => withHeader((header) => `t=9999999999,${header}`)],
    ['no time', () => withHeader((header) => header.replace(/t=\d+,/, ''))],
    ['a time that is no number', () => withHeader((header) => header.replace(/t=\d+/, 't=NaN'))],
    ['scheme v0 alone', () => withHeader((header) => header.replace('v1=', 'v0='))],
    ['one byte of the body changed', () => withBody((text) => text.replace('"evt_forged"', '"evt_forgeD"'))],
    ['one byte of the signature changed', () => withHeader((header) => `${header.slice(0, -1)}${header.endsWith('0') ? '1' : '0'}`)],
    ['a truncated body', () => withBody((text) => text.slice(0, -1))],
    ['a truncated signature', () => withHeader((header) => header.slice(0, -10))],
    ['the same JSON written differently', () => withBody((text) => JSON.stringify(JSON.parse(text), null, 1))],
    ['replayed with another event’s id', () => withBody((text) => text.replace('evt_forged', 'evt_another'))],
    ['of live mode, for a test key', () => signed(market, claim({ livemode: true }))],
    ['of a connected account', () => signed(market, claim({ account: 'acct_other' }))],
    ['a thin event of the second API', () => signed(market, { id: 'evt_1', object: 'v2.core.event', type: 'v1.checkout.session.completed', livemode: false })],
    ['signed, but without an object', () => signed(market, { id: 'evt_1', object: 'event', type: 'checkout.session.completed', livemode: false })],
    ['signed, but not JSON', () => signedText(market, 'not json')],
    ['signed, but null', () => signedText(market, 'null')],
  ])('%s', async (_, make) => {
    const before = await rows();
    await expect(market.receive(make())).rejects.toMatchObject({ code: 'webhook_refused', status: 400 });
    await deliverAll(market.app);
    expect(await rows()).toEqual(before);
  });
});

describe('what is signed by Stripe and false moves nothing but its own row in the inbox', () => {
  let count = 0;
  test.each<[string, () => Claim, string, string | null]>([
    ['a wrong amount', () => ({ amount: 100 }), 'refused', 'amount_mismatch'],
    ['the amount in rupiah instead of hundredths', () => ({ amount: victim.intent.amount }), 'refused', 'amount_mismatch'],
    ['a wrong currency', () => ({ currency: 'usd' }), 'refused', 'currency_mismatch'],
    ['another charge’s key on the victim’s session', () => ({ key: other.chargeId }), 'refused', 'key_mismatch'],
    ['another charge’s paid session under the victim’s key', () => ({ ref: other.ref }), 'refused', 'key_mismatch'],
    ['nobody’s session and key', () => ({ ref: 'cs_test_nobody', key: 'chg_nobody' }), 'ignored', 'no such charge'],
    ['a session that Stripe does not know, under the victim’s key', () => ({ ref: 'cs_test_nobody' }), 'ignored', 'does not know'],
    ['paid, which it is not', () => ({}), 'processed', null],
  ])('%s', async (_, make, state, reason) => {
    const before = await snapshot();
    await market.receive(signed(market, claim({ id: `evt_false_${count++}`, ...make() })));
    await deliverAll(market.app);
    expect(await market.rows('SELECT state, reason FROM payment.gateway_event ORDER BY id DESC LIMIT 1')).toEqual([{ state, reason: reason === null ? null : expect.stringContaining(reason) }]);
    expect(await snapshot()).toEqual(before);
    expect(await market.stateOf(victim.subjectId)).toBe('open');
  });

  /** The flag for a person aside, which is there for that. */
  const snapshot = () =>
    market.rows(
      `SELECT (SELECT json_agg(p ORDER BY p.id) FROM payment.payable p) AS payables, (SELECT json_agg(to_jsonb(c) - 'flag' ORDER BY c.id) FROM payment.charge c) AS charges,
              (SELECT json_agg(s ORDER BY s.charge_id, s.order_id) FROM payment.charge_share s) AS shares, (SELECT count(*) FROM payment.ledger_entry) AS entries,
              (SELECT count(*) FROM platform.event WHERE name <> 'payment.gateway_event_received') AS events`,
    );

  test('but what happened to be true is taken: an honest look at Stripe says so, not the event', async () => {
    const paying = await market.checkout();
    await market.stripe.misbehave({ lost: -1 });
    await market.stripe.pay(paying.url);
    await market.stripe.harmless();
    await market.receive(signed(market, claim({ id: 'evt_made_up', ref: paying.ref, key: paying.chargeId })));
    await deliverAll(market.app);
    expect(await market.stateOf(paying.subjectId)).toBe('paid');
    expect(await market.captures(paying.chargeId)).toBe(1);
  });

  test('300 seconds either way are still within what clocks and networks do', async () => {
    for (const ageSeconds of [300, -300]) await market.receive(signed(market, claim({ id: `evt_age_${ageSeconds}` }), { ageSeconds }));
    await deliverAll(market.app);
    expect(await market.stateOf(victim.subjectId)).toBe('open');
  });
});
