import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sandboxCredentials } from '#libs/payment';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { checksums } from '../../journey/authorisation/checksum.js';
import { expectRefused } from '../../support/untouched.js';
import { signedEvent, type EventSpec } from '../../support/gateway/signed-event.js';
import { Scene } from './support/scene.js';
import { Shopfloor } from './support/shopfloor.js';

interface Sent {
  headers: Record<string, string>;
  body: Buffer;
}

let floor: Shopfloor;
let victim: Scene;

beforeAll(async () => {
  floor = await Shopfloor.open();
  victim = await new Scene(floor, [await floor.goods()]).fill();
  await victim.place(false);
  await victim.react(false);
});
afterAll(() => floor.close());

const bank = () => ({ credentials: sandboxCredentials(floor.config), clock: floor.clock });
const payment = (over: Partial<EventSpec['payment']> = {}): EventSpec['payment'] => ({ ...victim.payment, ...over });
const event = (over: Partial<EventSpec> = {}): Sent => signedEvent(bank(), { payment: payment(), ...over });
const signature = ({ headers }: Sent) => headers['sandbox-signature']!;
const altered = (change: (sent: Sent) => Partial<Sent>): Sent => {
  const sent = event();
  return { ...sent, ...change(sent) };
};

const FORGERIES: readonly [name: string, make: () => Sent][] = [
  ['unsigned', () => altered(() => ({ headers: {} }))],
  ['an empty signature', () => altered(() => ({ headers: { 'sandbox-signature': '' } }))],
  ['signed with a guessed secret', () => event({ secret: 'rahasia' })],
  ['signed with the API key instead', () => event({ secret: bank().credentials.apiKey })],
  ['301 seconds old', () => event({ ageSeconds: 301 })],
  ['three days old', () => event({ ageSeconds: 3 * 86_400 })],
  ['31 seconds ahead', () => event({ ageSeconds: -31 })],
  ['an hour ahead', () => event({ ageSeconds: -3_600 })],
  ['for another account', () => event({ account: 'acct_0000000000000000' })],
  ['another amount put into a signed body', () => altered(({ body }) => ({ body: Buffer.from(body.toString().replace(/"amount":\d+/, '"amount":1')) }))],
  ['the same JSON written differently', () => altered(({ body }) => ({ body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)) }))],
  ['a fresh time on an old signature', () => {
    const old = event({ ageSeconds: 86_400 });
    return { ...old, headers: { 'sandbox-signature': signature(old).replace(/t=\d+/, `t=${Math.floor(floor.clock.now().getTime() / 1000)}`) } };
  }],
  ['two signatures of which one is right', () => altered((sent) => ({ headers: { 'sandbox-signature': `${signature(sent)},v1=${'0'.repeat(64)}` } }))],
  ['the signature in capitals', () => altered((sent) => ({ headers: { 'sandbox-signature': signature(sent).toUpperCase() } }))],
  ['a signature over the body alone', () => altered(({ body }) => ({ headers: { 'sandbox-signature': `t=${Math.floor(floor.clock.now().getTime() / 1000)},v1=${createHmac('sha256', bank().credentials.webhookSecret).update(body).digest('hex')}` } }))],
  ['signed, without a payment in it', () => event({ payment: null as unknown as EventSpec['payment'] })],
];

const post = (path: string, { headers, body }: Sent) => floor.guest.post(path, body.toString(), { headers, key: null });

describe('a forged webhook', () => {
  test.each(FORGERIES)('%s: is refused, and not one row of any table changes', async (_, make) => {
    const before = await checksums(floor.db);
    expectRefused(await post('/api/v1/webhooks/sandbox', make()), { status: 400, code: 'webhook_refused' });
    expect(await checksums(floor.db)).toEqual(before);
  });

  test('at the door of a gateway that is not set up finds nobody', async () => {
    const before = await checksums(floor.db);
    for (const gateway of ['stripe', 'xendit', 'bank_transfer']) expect((await post(`/api/v1/webhooks/${gateway}`, event())).status).toBe(404);
    expect(await checksums(floor.db)).toEqual(before);
  });
});

/** All but the inbox itself, what it tells inward, and the note for a person. */
async function moneyAndGoods(): Promise<Record<string, string>> {
  const { 'payment.gateway_event': _inbox, 'platform.event': _event, 'platform.delivery': _delivery, 'platform.audit': _audit, 'payment.charge': _charge, ...rest } = await checksums(floor.db);
  return { ...rest, charges: JSON.stringify(await floor.db.query('SELECT id, state, captured_amount, refunded_amount FROM payment.charge ORDER BY id')) };
}

describe('a webhook that is well signed', () => {
  test.each([
    ['claims another amount', { amount: 1 }],
    ['claims another currency', { currency: 'USD' }],
    ['names the key of another charge', { key: 'chg_00000000000000000000000000' }],
    ['names a payment that is not ours', { id: 'pay_elsewhere', key: 'chg_elsewhere' }],
    ['says paid while the bank says pending', { status: 'paid' }],
  ])('but %s: no money and no goods move', async (_, over) => {
    const before = await moneyAndGoods();
    expect((await post('/api/v1/webhooks/sandbox', event({ payment: payment(over) }))).status).toBe(200);
    await victim.react(false);
    expect(await moneyAndGoods()).toEqual(before);
  });

  test('but tells, three days later and freshly signed, of a payment that was taken and given back since: nothing happens anew', async () => {
    const scene = await new Scene(floor, [await floor.goods()]).fill();
    for (const step of [scene.place, scene.payAtBank, scene.tell, scene.react]) await step(false);
    for (const step of [scene.cancellation, scene.react]) await step(false);
    floor.clock.advance({ days: 3 });
    await scene.poll(false);
    await scene.react(false);
    const before = await moneyAndGoods();
    for (const status of ['paid', 'pending', 'failed', 'expired']) expect((await post('/api/v1/webhooks/sandbox', event({ payment: { ...scene.payment, status } }))).status).toBe(200);
    await scene.react(false);
    expect(await moneyAndGoods()).toEqual(before);
    floor.clock.set(new Date());
    expect(await findBroken(floor.life.app)).toEqual([]);
  });
});
