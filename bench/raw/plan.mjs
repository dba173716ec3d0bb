import { randomBytes, randomInt } from 'node:crypto';
import { typeidUnboxed } from 'typeid-js';

const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const number = () => `KD-${Array.from({ length: 6 }, () => READABLE[randomInt(READABLE.length)]).join('')}`;
const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0);

/** The rows of a checkout from the basket's priced lines: one order a shop. */
export function planned(basketLines, { basketId, contact, address }, key) {
  const orders = new Map();
  const lines = basketLines.map((line) => {
    const order = orders.get(line.shopId) ?? { ...line, id: typeidUnboxed('ord'), number: number(), items: 0, commission: 0, count: 0 };
    orders.set(line.shopId, order);
    const commission = Math.round((line.total * line.points) / 10_000);
    order.items += line.total;
    order.commission += commission;
    return { ...line, id: typeidUnboxed('oln'), orderId: order.id, position: ++order.count, commission };
  });
  const items = sum([...orders.values()].map((order) => order.items));
  const delivery = sum([...orders.values()].map((order) => order.delivery));
  return {
    id: typeidUnboxed('cko'), number: number(), token: randomBytes(24).toString('base64url'), basketId, key, ...contact, address, items, delivery, total: items + delivery,
    payableId: typeidUnboxed('pbl'), chargeId: typeidUnboxed('chg'), orders: [...orders.values()], lines,
  };
}
