import { eventually } from '../../support/eventually.js';
import { checkoutBody, fillBasket, pay, type Placed } from '../../support/shopper.js';
import type { Site } from '../../support/site.js';
import type { Credentials, Who } from './principals.js';
import { must, type Making, type Secret, type Thing } from './things.js';
import { transferring } from './transferring.js';

export interface Shopping {
  things: Record<string, Thing>;
  secrets: Secret[];
}

interface Bought extends Placed {
  basketId: string;
}

interface Request {
  site: Site;
  client: Making['client'];
  shops: Making['shops'];
  goods: Record<string, Thing>;
  credentials: Record<Who, Credentials>;
}

/** Baskets, checkouts and orders: buyer A and guest A at shop A, buyer B and guest B at shop B; some paid, one of each shop shipped. */
export async function shopping({ site, client, shops, goods, credentials }: Request): Promise<Shopping> {
  const variant = { A: goods.variantToSell!.own, B: goods.variantToSell!.other };
  const place = async (who: Who, at: 'A' | 'B', quantity = 1): Promise<Bought> => {
    const filled = await fillBasket(client(who), [{ variantId: variant[at], quantity }]);
    return { ...must(await filled.guest.post<Placed>('/api/v1/checkouts', checkoutBody(filled))), basketId: filled.basketId };
  };
  const placed = {
    paid: await place('buyerA', 'A', 4), toReject: await place('buyerA', 'A'), shipped: await place('buyerA', 'A'), unpaid: await place('buyerA', 'A', 4),
    guestA: await place('guestA', 'A'), guestB: await place('guestB', 'B'), b: await place('buyerB', 'B'), unpaidB: await place('buyerB', 'B'),
  };
  for (const paid of [placed.paid, placed.toReject, placed.shipped, placed.b]) await pay(paid.payment.action!.url);
  for (const paid of [placed.paid, placed.toReject, placed.shipped, placed.b]) {
    const buyer = client(paid === placed.b ? 'buyerB' : 'buyerA');
    await eventually(() => buyer.get<{ status: string }>(`/api/v1/checkouts/${paid.id}`), ({ body }) => body.status === 'paid');
  }
  const parcels = {
    own: await ship(client('ownerA'), shops.A, placed.shipped, 'JNEA1'),
    other: await ship(client('ownerB'), shops.B, placed.b, 'JNEB1'),
  };

  const open: Record<string, { id: string; options: string }> = {};
  for (const [who, at] of [['buyerA', 'A'], ['buyerB', 'B'], ['guestA', 'A'], ['guestB', 'B']] as const) {
    const filled = await fillBasket(client(who), [{ variantId: variant[at], quantity: 1 }]);
    open[who] = { id: filled.basketId, options: Object.values(filled.delivery)[0]! };
    const basketToken = filled.guest.headers['x-basket-token'];
    const checkout = who === 'guestA' ? placed.guestA : who === 'guestB' ? placed.guestB : null;
    if (basketToken && checkout) credentials[who] = { basketToken, checkoutToken: checkout.token, cookies: { basket: basketToken, orders: `${checkout.id}.${checkout.token}` } };
  }
  const transfers = await transferring({ client, variant, guests: { guestA: placed.guestA, guestB: placed.guestB } });
  const order = (of: Bought) => of.orders[0]!.id;
  const mine = (prefix: string, own: string, other: string, guests?: [string, string]): Thing => ({ prefix, own, other, ...(guests ? { of: { guestA: guests[0], guestB: guests[1] } } : {}) });
  const things = {
    basket: mine('bkt', open.buyerA!.id, open.buyerB!.id, [open.guestA!.id, open.guestB!.id]),
    quote: mine('qot', open.buyerA!.options, open.buyerB!.options, [open.guestA!.options, open.guestB!.options]),
    checkout: mine('cko', placed.unpaid.id, placed.unpaidB.id, [placed.guestA.id, placed.guestB.id]),
    order: mine('ord', order(placed.paid), order(placed.b)),
    orderToReject: mine('ord', order(placed.toReject), order(placed.b)),
    orderToReceive: mine('ord', order(placed.shipped), order(placed.b)),
    orderToCancel: mine('ord', order(placed.unpaid), order(placed.unpaidB), [order(placed.guestA), order(placed.guestB)]),
    checkoutToReceive: mine('cko', placed.shipped.id, placed.b.id),
    parcel: mine('pcl', parcels.own, parcels.other),
    ...(await inside(site, client, placed)),
    ...transfers.things,
  };
  const buyers = (who: Who, owners: Who[]): Who[] => [who, ...owners, 'admin'];
  const shopA: Who[] = ['ownerA', 'staffA'];
  const secrets: Secret[] = [
    ...transfers.secrets,
    ...[placed.paid, placed.toReject, placed.shipped, placed.unpaid].flatMap((of) => [of.id, order(of)].map((id) => ({ id, seenBy: buyers('buyerA', shopA) }))),
    ...[placed.b, placed.unpaidB].flatMap((of) => [of.id, order(of)].map((id) => ({ id, seenBy: buyers('buyerB', ['ownerB']) }))),
    ...[placed.guestA.id, order(placed.guestA)].map((id) => ({ id, seenBy: buyers('guestA', shopA) })),
    ...[placed.guestB.id, order(placed.guestB)].map((id) => ({ id, seenBy: buyers('guestB', ['ownerB']) })),
    ...Object.entries(open).map(([who, { id }]) => ({ id, seenBy: [who as Who] })),
    { id: parcels.own, seenBy: buyers('buyerA', shopA) },
    { id: parcels.other, seenBy: buyers('buyerB', ['ownerB']) },
    { id: things.notice.own, seenBy: ['buyerA'] },
  ];
  return { things, secrets };
}

/** What hangs on the paid orders: their first lines, and what their buyers were told. */
async function inside(site: Site, client: Making['client'], { paid, b }: Record<'paid' | 'b', Bought>) {
  const line = async (who: Who, of: Bought) => must(await client(who).get<{ lines: { id: string }[] }>(`/api/v1/orders/${of.orders[0]!.id}`)).lines[0]!.id;
  const notice = async (who: Who) => (await eventually(() => client(who).get<{ items: { id: string }[] }>('/api/v1/notices'), ({ body }) => body.items.length > 0)).body.items[0]!.id;
  const lines: Thing = { prefix: 'oln', own: await line('buyerA', paid), other: await line('buyerB', b) };
  const notices: Thing = { prefix: 'ntc', own: await notice('buyerA'), other: await notice('buyerB') };
  return { line: lines, notice: notices };
}

async function ship(owner: ReturnType<Making['client']>, shopId: string, of: Bought, waybill: string): Promise<string> {
  const path = `/api/v1/seller/shops/${shopId}/orders/${of.orders[0]!.id}`;
  must(await owner.post(`${path}/acceptance`, {}));
  must(await owner.post(`${path}/packing`));
  return must(await owner.post<{ id: string }>(`${path}/parcels`, { courier: 'jne', service: 'REG', waybill })).id;
}
