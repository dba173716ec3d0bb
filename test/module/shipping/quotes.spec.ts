import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '#libs/platform';
import { Shipping, ShippingModule, type QuoteRequest, type ShopOptions, type ShopShipment } from '#libs/shipping';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { countStatements } from './count-statements.js';

const PALAM = '63.72.03.1001';
const MENGWI = '51.03.02.2009';
const GETASAN = '51.03.04.2005';
const CIPAYUNG = '32.76.07.1001';
const WAMENA = '95.01.01.1001';

let world: ModuleUnderTest;
let shipping: Shipping;

beforeAll(async () => {
  world = await moduleUnderTest({ imports: [ShippingModule] });
  shipping = world.get(Shipping);
});
afterAll(() => world?.close());

const basket = { quantity: 2, weightGrams: 400, packedMm: { length: 380, width: 290, height: 280 }, nestable: false };
const shipment = (originVillageCode: string, given: Partial<ShopShipment> = {}): ShopShipment => ({ shopId: newId('shp'), originVillageCode, items: [{ ...basket, quantity: 1 }], fingerprint: 'one basket', ...given });
const find = ({ options }: ShopOptions, courier: string, service: string) => options.find((option) => option.courier === courier && option.service === service);
const quoteOne = async (destinationVillageCode: string, shop: ShopShipment) => (await shipping.quote({ destinationVillageCode, shops: [shop] }))[0]!;

describe('delivery options', () => {
  test('are priced from packed size: 5.14 kg by volume is 5 kg at JNE, from Kalimantan to Java', async () => {
    const options = await quoteOne(CIPAYUNG, shipment(PALAM));
    expect(find(options, 'JNE', 'REG')).toMatchObject({ courierName: 'JNE', serviceName: 'Reguler', priceAmount: 5 * 38_000, days: { min: 3, max: 6 } });
    expect(find(options, 'JNE', 'OKE')).toMatchObject({ priceAmount: 167_500, days: { min: 5, max: 8 } });
    expect(find(options, 'LION', 'REGPACK')?.priceAmount).toBe(219_000);
    expect(find(options, 'JNE', 'YES')).toBeUndefined();
    expect(find(options, 'OWN', 'OWN')).toBeUndefined();
  });

  test.each([
    ['the next village', MENGWI, '51.03.02.2001', 8_000],
    ['the same regency', MENGWI, GETASAN, 9_000],
    ['the same province', MENGWI, '51.71.01.1001', 14_000],
    ['the same island group', MENGWI, '53.71.01.1001', 20_000],
    ['across the strait, by its own rate', MENGWI, CIPAYUNG, 25_000],
    ['another island', PALAM, CIPAYUNG, 38_000],
    ['the highlands of Papua', CIPAYUNG, WAMENA, 98_000],
    ['and back', WAMENA, CIPAYUNG, 98_000],
    ['from one island group of the east to the other, the dearer of both', '81.01.01.1009', WAMENA, 98_000],
    ['within one regency of Papua, as anywhere', WAMENA, WAMENA, 8_000],
  ])('%s: a kilogram by JNE REG', async (_, origin, destination, price) => {
    const light = shipment(origin, { items: [{ ...basket, quantity: 1, weightGrams: 900, packedMm: { length: 100, width: 100, height: 100 } }] });
    expect(find(await quoteOne(destination, light), 'JNE', 'REG')?.priceAmount).toBe(price);
  });

  test('a rate between two regencies is more exact than one between provinces', async () => {
    await world.db.query(`INSERT INTO shipping.zone_rate (origin_area, destination_area, per_kg_amount, min_days, max_days) VALUES ('63.72', '32.76', 33000, 2, 3)`);
    expect(find(await quoteOne('32.76.07.1002', shipment(PALAM)), 'JNE', 'REG')).toMatchObject({ priceAmount: 5 * 33_000, days: { min: 2, max: 3 } });
    expect(find(await quoteOne('32.73.01.1001', shipment(PALAM)), 'JNE', 'REG')?.priceAmount).toBe(5 * 38_000);
    await world.db.query(`DELETE FROM shipping.zone_rate WHERE origin_area = '63.72'`);
  });

  test('come cheapest first, each with a price, and collecting is always one of them', async () => {
    for (const [origin, destination] of [[PALAM, WAMENA], [MENGWI, GETASAN], [MENGWI, MENGWI]] as const) {
      const { options } = await quoteOne(destination, shipment(origin));
      const prices = options.map((option) => option.priceAmount);
      expect(prices).toEqual(prices.toSorted((a, b) => a - b));
      expect(prices.every(Number.isSafeInteger)).toBe(true);
      expect(options[0]).toMatchObject({ courier: 'PICKUP', priceAmount: 0 });
      expect(options.length).toBeGreaterThanOrEqual(13);
    }
  });

  test('near by, the seller may bring it: dearer the farther', async () => {
    const own = async (destination: string) => find(await quoteOne(destination, shipment(MENGWI)), 'OWN', 'OWN')?.priceAmount;
    expect([await own('51.03.02.2001'), await own(GETASAN), await own('51.71.01.1001'), await own(CIPAYUNG)]).toEqual([16_000, 18_000, 28_000, undefined]);
  });

  test('nested baskets travel cheaper than the same baskets side by side', async () => {
    const price = async (nestable: boolean) => find(await quoteOne(CIPAYUNG, shipment(PALAM, { items: [{ ...basket, quantity: 6, nestable }] })), 'JNE', 'REG')!.priceAmount;
    expect([await price(true), await price(false)]).toEqual([10 * 38_000, 31 * 38_000]);
  });

  test('for one shop or for thirty: the same number of statements', async () => {
    const request = (shops: number): QuoteRequest => ({ destinationVillageCode: CIPAYUNG, shops: Array.from({ length: shops }, (_, i) => shipment(i % 2 ? PALAM : MENGWI)) });
    await shipping.quote(request(2));
    const one = await countStatements(() => shipping.quote(request(1)));
    const thirty = await countStatements(() => shipping.quote(request(30)));
    expect([one.count, thirty.count]).toEqual([2, 2]);
    expect(thirty.answer.map((shop) => shop.options.length)).toEqual(Array(30).fill(one.answer[0]!.options.length));
    expect(await shipping.quote(request(0))).toEqual([]);
  });

  test('a village that does not exist is refused at the address', async () => {
    await expect(quoteOne('51.03.02.2999', shipment(PALAM))).rejects.toMatchObject({ code: 'unknown_village', spec: { errors: [{ pointer: '/address/villageCode' }] } });
  });
});

describe('redeeming', () => {
  async function quoted() {
    const shop = shipment(PALAM);
    const option = find(await quoteOne(CIPAYUNG, shop), 'JNE', 'REG')!;
    return { option, shop, wanted: { quoteId: option.id, shopId: shop.shopId, fingerprint: shop.fingerprint, destinationVillageCode: CIPAYUNG } };
  }

  test('gives what was shown, in the order asked, in one statement, and again', async () => {
    const [a, b] = [await quoted(), await quoted()];
    const { answer, count } = await countStatements(() => shipping.redeem([b.wanted, a.wanted]));
    expect(count).toBe(1);
    expect(answer.map((chosen) => chosen.quoteId)).toEqual([b.option.id, a.option.id]);
    expect(answer[1]).toEqual({ quoteId: a.option.id, shopId: a.shop.shopId, courier: 'JNE', courierName: 'JNE', service: 'REG', serviceName: 'Reguler', priceAmount: 190_000, days: { min: 3, max: 6 }, chargeableGrams: 5_000 });
    expect(await shipping.redeem([a.wanted])).toEqual([answer[1]]);
    expect(await shipping.redeem([])).toEqual([]);
  });

  test.each([
    ['other contents', { fingerprint: 'two baskets' }, 'other_contents'],
    ['another village', { destinationVillageCode: MENGWI }, 'other_destination'],
  ])('for %s it does not stand', async (_, change, reason) => {
    const { wanted } = await quoted();
    const asked = { ...wanted, ...change };
    await expect(shipping.redeem([asked])).rejects.toMatchObject({ code: 'quote_expired', status: 409, spec: { extra: { pointer: `/delivery/${asked.shopId}`, reason } } });
  });

  test("another shop's is unknown, like one that was never given", async () => {
    const { wanted } = await quoted();
    const refused = { code: 'quote_unknown', status: 422 };
    await expect(shipping.redeem([{ ...wanted, shopId: 'shp_other' }])).rejects.toMatchObject(refused);
    await expect(shipping.redeem([{ ...wanted, shopId: 'shp_other', quoteId: 'qot_01h45ytscbebyvny4gc8cr8ma2' }])).rejects.toMatchObject(refused);
  });

  test('stands for an hour and not a second longer', async () => {
    const { wanted, option } = await quoted();
    const now = world.clock.now();
    expect(option.expiresAt.getTime() - now.getTime()).toBe(3_600_000);
    world.clock.advance({ minutes: 59, seconds: 59 });
    expect(await shipping.redeem([wanted])).toHaveLength(1);
    world.clock.advance({ seconds: 1 });
    await expect(shipping.redeem([wanted])).rejects.toMatchObject({ code: 'quote_expired', spec: { extra: { reason: 'expired' } } });
    world.clock.set(now);
  });

  test.each(['qot_01h45ytscbebyvny4gc8cr8ma2', 'nonsense', ''])('%j was never given', async (quoteId) => {
    const { wanted } = await quoted();
    await expect(shipping.redeem([wanted, { ...wanted, quoteId }])).rejects.toMatchObject({ code: 'quote_unknown', status: 422 });
  });
});

test('quotes are forgotten a day past their time', async () => {
  const now = world.clock.now();
  const { options } = await quoteOne(CIPAYUNG, shipment(PALAM));
  const isKept = async () => (await world.db.query('SELECT 1 FROM shipping.quote WHERE id = $1', [options[0]!.id])).length === 1;
  const { Quotes } = await import('../../../libs/shipping/src/quotes.js');
  world.clock.advance({ hours: 24 });
  await world.get(Quotes).forget();
  expect(await isKept()).toBe(true);
  world.clock.advance({ hours: 2 });
  await world.get(Quotes).forget();
  expect(await isKept()).toBe(false);
  world.clock.set(now);
});

test('the seller can choose among all services, carriers first', async () => {
  const services = await shipping.services();
  expect(services).toHaveLength(15);
  expect(services.filter((s) => !s.needsWaybill).map((s) => s.courier)).toEqual(['OWN', 'PICKUP']);
  expect(services.slice(-2).map((s) => s.needsWaybill)).toEqual([false, false]);
});
