import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestingModule } from '@nestjs/testing';
import { Health, newId, ObservabilityModule, refuseDeepBodies, validation } from '#libs/platform';
import { ground, type Ground } from './ground.js';
import { anna, budi, send as sendTo, slowly, things, ThingsController } from './things.js';

let land: Ground;
let program: TestingModule;
let app: NestFastifyApplication;
let origin: string;

beforeAll(async () => {
  land = await ground();
  program = await land.start([ObservabilityModule], [ThingsController]);
  app = program.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(validation());
  refuseDeepBodies(app.getHttpAdapter().getInstance());
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});
beforeEach(async () => {
  await land.sql('TRUNCATE platform.idempotency');
  things.runs = 0;
  things.hold = Promise.resolve();
});
afterAll(async () => {
  await app.close();
  await land.close();
});

const send = (method: 'GET' | 'POST', path: string, headers?: Record<string, string>, payload?: object | string) => sendTo(origin, method, path, headers, payload);
const order = (key: string | null, body: object = { quantity: 2 }, headers: Record<string, string> = { user: anna }) => send('POST', '/api/v1/things', { ...headers, ...(key === null ? {} : { 'idempotency-key': key }) }, body);

describe('a route that asks for an Idempotency-Key', () => {
  test('says so before it looks at the body', async () => {
    const answer = await order(null, { quantity: 'many', unknown: true });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'idempotency_key_missing']);
    expect((await order('x'.repeat(256))).json().code).toBe('idempotency_key_missing');
    expect((await order('k', { quantity: 'many' })).json()).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/quantity' }] });
  });

  test('replays the first answer, byte for byte, to the same body in any order of members', async () => {
    const first = await order('k1', { quantity: 2, note: 'blue' });
    const second = await order('k1', { note: 'blue', quantity: 2 });
    expect([first.statusCode, second.statusCode, second.body]).toEqual([201, 201, first.body]);
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(things.runs).toBe(1);
  });

  test('replays an empty answer too', async () => {
    const answers = [await send('POST', '/api/v1/things/a/receipt', { user: anna, 'idempotency-key': 'k' }), await send('POST', '/api/v1/things/a/receipt', { user: anna, 'idempotency-key': 'k' })];
    expect(answers.map((answer) => [answer.statusCode, answer.body])).toEqual([[204, ''], [204, '']]);
    expect(things.runs).toBe(1);
  });

  test('refuses the same key with another body, also while the first runs', async () => {
    let release = () => undefined as void;
    things.hold = new Promise((go) => (release = go));
    const first = order('k2');
    await running();
    expect((await order('k2', { quantity: 3 })).json().code).toBe('idempotency_key_reused');
    const again = await order('k2');
    expect([again.statusCode, again.json().code, Number(again.headers['retry-after'])]).toEqual([409, 'idempotency_key_running', 30]);
    release();
    expect((await first).statusCode).toBe(201);
    const other = await order('k2', { quantity: 3 });
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_key_reused']);
    expect(things.runs).toBe(1);
  });

  test('fifty at once run the handler once; all others replay or are told to wait', async () => {
    things.hold = new Promise((go) => setTimeout(go, 50));
    const answers = await Promise.all(Array.from({ length: 50 }, () => order('k3')));
    const tally = answers.map((answer) => (answer.statusCode === 201 ? answer.body : answer.json().code));
    expect(things.runs).toBe(1);
    expect(new Set(tally.filter((each) => each !== 'idempotency_key_running')).size).toBe(1);
    expect(answers.every((answer) => [201, 409].includes(answer.statusCode))).toBe(true);
    expect((await order('k3')).statusCode).toBe(201);
    expect(things.runs).toBe(1);
  });

  test('a refusal frees the key', async () => {
    expect((await order('k4', { quantity: 13 })).json().code).toBe('unlucky');
    expect((await order('k4')).statusCode).toBe(201);
    expect(things.runs).toBe(2);
  });

  test('after its lease, what a killed process left running is run again; a late first answer is not kept', async () => {
    let release = () => undefined as void;
    things.hold = new Promise((go) => (release = go));
    const first = order('k5');
    await running();
    land.clock.advance({ seconds: 31 });
    things.hold = Promise.resolve();
    const second = await order('k5');
    release();
    await first;
    expect([second.statusCode, second.json().z]).toEqual([201, 2]);
    expect((await order('k5')).body).toBe(second.body);
    expect(things.runs).toBe(2);
  });

  test('may leave the key to the client', async () => {
    const dye = async (headers: Record<string, string> = {}) => (await send('POST', '/api/v1/things/dyed', { user: anna, ...headers })).json();
    expect([await dye(), await dye(), await dye({ 'idempotency-key': 'd' }), await dye({ 'idempotency-key': 'd' })]).toEqual([{ dyed: 1 }, { dyed: 2 }, { dyed: 3 }, { dyed: 3 }]);
    expect(await dye({ 'idempotency-key': '' })).toMatchObject({ code: 'idempotency_key_missing' });
  });

  describe('keeps the answer with what the handler wrote', () => {
    const weave = (key: string) => send('POST', '/api/v1/things/woven', { user: anna, 'idempotency-key': key }, { quantity: 1 });
    const woven = async () => (await land.sql('SELECT piece FROM woven ORDER BY piece')).map((row) => row.piece);

    beforeAll(() => land.sql('CREATE TABLE woven (piece int GENERATED ALWAYS AS IDENTITY)'));
    beforeEach(() => land.sql('TRUNCATE woven RESTART IDENTITY'));

    test('so that neither is there without the other, whenever the process ends', async () => {
      await land.sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the end'; END $$`);
      await land.sql(`CREATE TRIGGER ending BEFORE UPDATE OF state ON platform.idempotency FOR EACH ROW EXECUTE FUNCTION refuse()`);
      const cut = await weave('w1');
      await land.sql('DROP TRIGGER ending ON platform.idempotency');
      expect([cut.statusCode, await woven()]).toEqual([500, []]);
      const again = await weave('w1');
      expect((await weave('w1')).body).toBe(again.body);
      expect([again.statusCode, await woven()]).toEqual([201, [again.json().piece]]);
    });

    test('and a try that outlived its lease leaves nothing behind beside the retry', async () => {
      let release = () => undefined as void;
      things.hold = new Promise((go) => (release = go));
      const first = weave('w2');
      await running();
      land.clock.advance({ seconds: 31 });
      things.hold = Promise.resolve();
      const second = await weave('w2');
      release();
      expect([(await first).statusCode, (await first).json().code]).toEqual([409, 'idempotency_key_running']);
      expect([second.statusCode, await woven()]).toEqual([201, [second.json().piece]]);
      expect((await weave('w2')).body).toBe(second.body);
    });

    test('but lets a handler that says so wait for the outside', async () => {
      expect((await send('POST', '/api/v1/things/told', { user: anna, 'idempotency-key': 'w3' })).statusCode).toBe(201);
    });
  });

  test('keeps the keys of people, tokens and routes apart', async () => {
    await order('k6');
    await order('k6', { quantity: 2 }, { user: budi });
    await order('k6', { quantity: 2 }, { 'x-basket-token': 'one' });
    await order('k6', { quantity: 2 }, { 'x-basket-token': 'two' });
    await order('k6', { quantity: 2 }, { 'x-checkout-token': 'three' });
    for (const id of ['a', 'b']) await send('POST', `/api/v1/things/${id}/receipt`, { user: anna, 'idempotency-key': 'k6' });
    expect(things.runs).toBe(7);
    await order('k6', { quantity: 2 }, { 'x-basket-token': 'one' });
    expect(things.runs).toBe(7);
    for (const { scope } of await land.sql('SELECT scope FROM platform.idempotency')) expect(scope).toMatch(/^(usr_.{26}|token:[\w-]{43})$/);
  });

  test.each(['', 'undefined'])("a basket token of %j, which many clients might send, does not open what a checkout's token opened", async (basket) => {
    await order('k7', { quantity: 2 }, { 'x-basket-token': basket, 'x-checkout-token': 'secret' });
    expect((await order('k7', { quantity: 2 }, { 'x-basket-token': basket })).headers['idempotency-replayed']).toBeUndefined();
    expect((await order('k7', { quantity: 2 }, { 'x-basket-token': basket, 'x-checkout-token': 'secret' })).headers['idempotency-replayed']).toBe('true');
  });
});

describe('a problem', () => {
  test('is problem+json with the request id, in the language asked for', async () => {
    const answer = await send('GET', '/api/v1/things/broken?with=missing', { 'accept-language': 'en', 'x-request-id': 'caller-0001' });
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['x-request-id']]).toEqual([404, 'application/problem+json; charset=utf-8', 'caller-0001']);
    expect(answer.json()).toMatchObject({ code: 'not_found', requestId: 'caller-0001' });
  });

  test.each(['/api/v1/things/broken?with=sql', '/api/v1/things/broken?with=bug'])('%s tells nothing of what broke', async (url) => {
    const answer = await send('GET', url);
    expect([400, 500]).toContain(answer.statusCode);
    expect(answer.body).not.toMatch(/secret|SELECT|at .*\.ts/);
  });

  test('comes for unknown addresses and broken JSON as well', async () => {
    expect((await send('GET', '/api/v1/nothing')).json()).toMatchObject({ code: 'not_found', status: 404 });
    const broken = await send('POST', '/api/v1/things', { 'idempotency-key': 'k' }, '{"quantity":');
    expect([broken.statusCode, broken.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
  });

  test.each(['[', '{"a":'])('a body of nothing but %s is refused before anything walks it', async (open) => {
    const close = open === '[' ? ']' : '}';
    const deep = `{"quantity":1,"note":${open.repeat(50_000)}1${close.repeat(50_000)}}`;
    const answer = await send('POST', '/api/v1/things', { user: anna, 'idempotency-key': 'deep' }, deep);
    expect([answer.statusCode, answer.headers['content-type'], answer.json().code]).toEqual([400, 'application/problem+json; charset=utf-8', 'bad_request']);
  });

  test('past a limit says when to come back', async () => {
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await send('GET', '/api/v1/things/limited', { user: anna })).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await send('GET', '/api/v1/things/limited', { user: anna });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect((await send('GET', '/api/v1/things/limited', { user: budi })).statusCode).toBe(200);
  });
});

describe('watching the program', () => {
  test('the request id reaches the handler behind a body, one for each request', async () => {
    things.requestIds.length = 0;
    await Promise.all(['first-request', 'second-request'].map((id) => slowly(origin, '/api/v1/things', { 'idempotency-key': id, 'x-request-id': id, 'content-type': 'application/json' }, ['{"quan', 'tity": 1}'])));
    await order('k', { quantity: 1 }, { user: anna, 'x-request-id': 'no spaces, please' });
    expect(new Set(things.requestIds.slice(0, 2))).toEqual(new Set(['first-request', 'second-request']));
    expect(things.requestIds[2]).not.toContain(' ');
  });

  test('measures by route template, and counts what waits', async () => {
    await send('POST', `/api/v1/things/${newId('ord')}/receipt`, { user: anna, 'idempotency-key': 'k' });
    const exposition = (await send('GET', '/metrics')).body;
    expect(exposition).toContain('http_request_duration_seconds_count{method="POST",route="/api/v1/things/:id/receipt",status="204"}');
    expect(exposition).not.toContain('ord_');
    expect(exposition).toMatch(/platform_deliveries\{state="dead"\} 0/);
    expect(exposition).toMatch(/database_pool_connections\{state="wanted"\} 0/);
  });

  test('is alive always, ready while the database answers', async () => {
    expect((await send('GET', '/health/live')).json()).toEqual({ status: 'alive' });
    expect((await send('GET', '/health/ready')).json()).toEqual({ status: 'ready', queue: 'elsewhere', deadDeliveries: 0 });
    await land.sql('ALTER TABLE platform.delivery RENAME TO away');
    const answer = await send('GET', '/health/ready');
    await land.sql('ALTER TABLE platform.away RENAME TO delivery');
    expect([answer.statusCode, answer.json().code, answer.json().waitsFor]).toEqual([503, 'not_ready', 'database']);
  });

  // The last here: it does not come back.
  test('leaving, is no longer ready and still answers', async () => {
    app.get(Health).leave();
    const answer = await send('GET', '/health/ready');
    expect([answer.statusCode, answer.json().code, answer.json().waitsFor]).toEqual([503, 'not_ready', 'shutdown']);
    expect((await send('GET', '/health/live')).statusCode).toBe(200);
  });
});

/** Once the first run has begun. */
async function running(): Promise<void> {
  while (things.runs === 0) await new Promise((later) => setTimeout(later, 5));
}
