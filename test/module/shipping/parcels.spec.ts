import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '#libs/platform';
import { ParcelDelivered, ParcelDispatched, Shipping, ShippingModule } from '#libs/shipping';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { countStatements } from './count-statements.js';

let world: ModuleUnderTest;
let shipping: Shipping;

beforeAll(async () => {
  world = await moduleUnderTest({ imports: [ShippingModule] });
  shipping = world.get(Shipping);
});
afterAll(() => world?.close());

describe('parcels', () => {
  const orderId = () => newId('ord');
  const dispatched = async (order = orderId(), waybill = 'JP1234567890') => shipping.dispatch({ orderId: order, shopId: newId('shp'), courier: 'jne', service: 'reg', waybill });
  const told = async (event: { name: string }, order: string) => (await world.db.query<{ payload: object }>(`SELECT payload FROM platform.event WHERE name = $1 AND payload ->> 'orderId' = $2 ORDER BY id`, [event.name, order])).map((row) => row.payload);

  test('leave with a waybill, and it is told', async () => {
    const order = orderId();
    const parcel = await dispatched(order);
    expect(parcel).toMatchObject({ orderId: order, courier: 'JNE', service: 'REG', waybill: 'JP1234567890', status: 'in_transit', dispatchedAt: world.clock.now(), deliveredAt: null });
    expect(parcel.events.map((event) => event.status)).toEqual(['booked', 'in_transit']);
    expect(await told(ParcelDispatched, order)).toEqual([{ parcelId: parcel.id, orderId: order, shopId: parcel.shopId }]);
    expect(await shipping.parcelsOf([order])).toEqual([parcel]);
  });

  test('need a known service, a waybill, and not the same one twice in an order', async () => {
    const order = orderId();
    await dispatched(order);
    await expect(dispatched(order, 'jp 1234567890')).rejects.toMatchObject({ code: 'waybill_used' });
    await expect(dispatched(order, 'soon')).rejects.toMatchObject({ code: 'waybill_invalid' });
    await expect(shipping.dispatch({ orderId: order, shopId: 'shp_x', courier: 'PIGEON', service: 'REG', waybill: 'P12345' })).rejects.toMatchObject({ code: 'unknown_courier_service' });
    await dispatched(order, 'JP0000000002');
    expect(await shipping.parcelsOf([order])).toHaveLength(2);
    expect(await told(ParcelDispatched, order)).toHaveLength(2);
  });

  test('collected at the shop need none', async () => {
    const parcel = await shipping.dispatch({ orderId: orderId(), shopId: newId('shp'), courier: 'PICKUP', service: 'PICKUP' });
    expect(parcel).toMatchObject({ status: 'awaiting_pickup', waybill: null });
    expect(await shipping.delivered(parcel.id, { orderId: parcel.orderId, by: 'buyer' })).toMatchObject({ status: 'delivered', deliveredBy: 'buyer' });
  });

  test('arrive once; the buyer\'s word after the seller\'s is told again', async () => {
    const { id, orderId: order } = await dispatched();
    const deliver = (by: 'seller' | 'buyer') => shipping.delivered(id, { orderId: order, by });
    expect(await deliver('seller')).toMatchObject({ status: 'delivered', deliveredBy: 'seller', deliveredAt: world.clock.now() });
    await deliver('seller');
    await Promise.all([deliver('buyer'), deliver('buyer')]);
    expect(await told(ParcelDelivered, order)).toEqual([
      { parcelId: id, orderId: order, by: 'seller' },
      { parcelId: id, orderId: order, by: 'buyer' },
    ]);
  });

  test('of another order are not found, and do not change', async () => {
    const { id, orderId: order } = await dispatched();
    await expect(shipping.delivered(id, { orderId: orderId(), by: 'buyer' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(shipping.track(id, { orderId: orderId(), status: 'lost' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(shipping.delivered('pcl_nonsense', { orderId: order, by: 'buyer' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await shipping.parcelsOf([order]))[0]).toMatchObject({ status: 'in_transit', events: { length: 2 } });
  });

  test('are followed by hand, in the order in which things happened', async () => {
    const { id, orderId: order } = await dispatched();
    const now = world.clock.now();
    world.clock.advance({ days: 2 });
    const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    await shipping.track(id, { orderId: order, status: 'out_for_delivery', note: 'kurir Made', at: at(30) });
    await shipping.track(id, { orderId: order, status: 'in_transit', note: 'Denpasar', at: at(20) });
    await expect(shipping.track(id, { orderId: order, status: 'delivered' })).rejects.toMatchObject({ code: 'parcel_state' });
    await expect(shipping.track(id, { orderId: order, status: 'on_hold', at: at(24 * 30) })).rejects.toMatchObject({ code: 'invalid_input' });
    const [parcel] = await shipping.parcelsOf([order]);
    expect(parcel!.events.map((event) => [event.status, event.note])).toEqual([['booked', 'JP1234567890'], ['in_transit', null], ['in_transit', 'Denpasar'], ['out_for_delivery', 'kurir Made']]);
    world.clock.set(now);
  });

  test('their tracking can only grow', async () => {
    await dispatched();
    await expect(world.db.query(`UPDATE shipping.tracking_event SET note = 'x'`)).rejects.toThrow('append-only');
    await expect(world.db.query('DELETE FROM shipping.tracking_event')).rejects.toThrow('append-only');
  });

  test('a dispatch that is rolled back leaves nothing and tells nobody', async () => {
    const order = orderId();
    const rolledBack = world.db.transaction(async () => {
      await dispatched(order);
      throw new Error('the order refused');
    });
    await expect(rolledBack).rejects.toThrow('the order refused');
    expect([await shipping.parcelsOf([order]), await told(ParcelDispatched, order)]).toEqual([[], []]);
  });

  test('of many orders come from one statement', async () => {
    const orders = [orderId(), orderId(), orderId()];
    for (const order of orders) await dispatched(order);
    const { answer, count } = await countStatements(() => shipping.parcelsOf(orders));
    expect([answer.length, count]).toEqual([3, 1]);
  });
});
