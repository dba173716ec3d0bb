import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Deliveries } from '#libs/platform';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { hostileGateway, send, type HostileAnswer, type HostileGateway } from './support/hostile-gateway.js';
import { Scene } from './support/scene.js';
import { Shopfloor } from './support/shopfloor.js';

const JSON_TYPE = 'application/json';
const TEN_MEGABYTES = 10_000_000;

type Fields = Record<string, unknown>;

/** The bank's own answer with some members changed. */
const changed = (over: Fields): HostileAnswer => (response, { status, body }) => send(response, status, JSON_TYPE, JSON.stringify({ ...(JSON.parse(body) as Fields), ...over }));
const always = (status: number, type: string, body: string | Buffer): HostileAnswer => (response) => send(response, status, type, body);

const ANSWERS: readonly [name: string, answer: HostileAnswer][] = [
  ['a page of HTML', always(200, 'text/html', '<!doctype html><h1>Sedang dalam pemeliharaan</h1>')],
  ['a page of HTML that claims to be JSON', always(200, JSON_TYPE, '<html>502 Bad Gateway</html>')],
  ['nothing', always(200, JSON_TYPE, '')],
  ['null', always(200, JSON_TYPE, 'null')],
  ['a list', always(200, JSON_TYPE, '[]')],
  ['half a document', (response, { body }) => send(response, 200, JSON_TYPE, body.slice(0, body.length / 2))],
  ['ten megabytes', always(200, JSON_TYPE, Buffer.alloc(TEN_MEGABYTES, ' '))],
  ['bytes that are no text', always(200, JSON_TYPE, Buffer.from([0xff, 0xfe, 0x00, 0x7b]))],
  ['wrong types', changed({ id: 7, amount: '129000', status: { paid: true }, refunds: 'none' })],
  ['an amount below nothing', changed({ amount: -1 })],
  ['an amount in fractions', changed({ amount: 0.5 })],
  ['a state that nobody knows', changed({ status: 'maybe' })],
  ['a payment without a name', changed({ id: '' })],
  ['the payment of another key', changed({ id: 'pay_of_somebody_else', key: 'chg_of_somebody_else' })],
  ['another amount', changed({ amount: 1 })],
  ['a redirect to elsewhere', (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
  ['a cut in the middle of the body', (response, { body }) => {
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': body.length + 100 }).write(body);
    response.destroy();
  }],
];

const drip: HostileAnswer = (response) => {
  response.writeHead(200, { 'content-type': JSON_TYPE }).write('{');
  const drops = setInterval(() => response.write(' '), 200);
  response.once('close', () => clearInterval(drops));
};

let gateway: HostileGateway;
let floor: Shopfloor;

beforeAll(async () => {
  floor = await Shopfloor.open(async (bank) => {
    gateway = await hostileGateway(bank.url);
    return gateway.url;
  });
});
afterAll(async () => {
  await floor.close();
  gateway.close();
});
afterEach(() => gateway.answer(null));

/** What the program has to tell of an answer: no stack, no statement, no file. */
const INSIDES = /node_modules|\.[jt]s:\d+|SyntaxError|TypeError|SELECT |UPDATE /;

describe.each(ANSWERS)('a gateway that answers with %s', (_, answer) => {
  test('costs a buyer less than ten seconds, and nothing of what was ordered or paid', async () => {
    floor.clock.set(new Date());
    const scene = await new Scene(floor, [await floor.goods()]).fill();
    gateway.answer(answer);
    const from = performance.now();
    await scene.place(false);
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(scene.placed).toMatchObject({ status: 'awaiting_payment', payment: { status: 'pending', action: null } });
    expect(JSON.stringify(scene.placed)).not.toMatch(INSIDES);

    // The bank made its payment all the while; once it speaks sense again, the same payment is gone on with.
    gateway.answer(null);
    await scene.poll(false);
    await scene.resume(false);
    expect(scene.placed.payment.action).not.toBeNull();
    await scene.payAtBank(false);
    await scene.tell(false);
    gateway.answer(answer);
    await scene.poll(false);
    await floor.life.app.get(Deliveries).drain().catch(() => undefined);
    gateway.answer(null);
    await scene.poll(false);
    await scene.react(false);
    expect(await scene.refresh()).toBe('paid');

    gateway.answer(answer);
    await scene.refund(0, { amount: 5_000, reason: 'Maaf' })(false);
    await floor.life.app.get(Deliveries).drain().catch(() => undefined);
    gateway.answer(null);
    await scene.poll(false);
    await scene.react(false);
    expect(await floor.db.query('SELECT state, amount FROM payment.refund WHERE charge_id = $1', [scene.placed.payment.id])).toEqual([{ state: 'succeeded', amount: 5_000 }]);
    expect(await findBroken(floor.life.app)).toEqual([]);
  });
});

test('a gateway that drips without an end costs a buyer less than ten seconds, and is gone on with', async () => {
  const scene = await new Scene(floor, [await floor.goods()]).fill();
  gateway.answer(drip);
  const from = performance.now();
  await scene.place(false);
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(scene.placed.payment).toMatchObject({ status: 'pending', action: null });
  gateway.answer(null);
  for (const step of [scene.poll, scene.resume, scene.payAtBank, scene.tell, scene.react]) await step(false);
  expect(await scene.refresh()).toBe('paid');
});

test('a gateway whose list makes no sense is told of by reconciling', async () => {
  gateway.answer(always(200, JSON_TYPE, '{"items":[{"id":1}],"next":null}'));
  expect(await findBroken(floor.life.app)).toEqual([{ invariant: 'I4', subject: 'sandbox', detail: expect.stringContaining('cannot be read') }]);
  gateway.answer(always(200, JSON_TYPE, '{"items":[],"next":"pay_again"}'));
  expect(await findBroken(floor.life.app)).toEqual([{ invariant: 'I4', subject: 'sandbox', detail: expect.stringContaining('cannot be read') }]);
});
