import type { Actor, Database } from '#libs/platform';
import type { HoldKeys, Unpaid } from '../basket/basket.queries.js';
import type { Address, BasketId } from '../basket/basket.view.js';
import type { CheckoutId, Contact } from './checkout.view.js';
import type { PlannedLine, PlannedOrder } from './plan-orders.js';

export interface CheckoutToInsert {
  id: CheckoutId;
  number: string;
  basketId: BasketId;
  tokenHash: Buffer | null;
  attemptKey: Buffer | null;
  contact: Contact;
  address: Address;
  itemsAmount: number;
  deliveryAmount: number;
  totalAmount: number;
  keys: HoldKeys;
  placedAt: Date;
  expiresAt: Date;
  orders: PlannedOrder[];
}

/** Writes the checkout with all its orders and lines and closes the basket, in one statement for any number of shops. Answers how many others wait for payment by now. */
export async function insertCheckout(db: Database, actor: Actor, checkout: CheckoutToInsert): Promise<Unpaid> {
  const unpaid = await db.one<Unpaid>(INSERT, [
    JSON.stringify(checkoutRow(actor, checkout)),
    JSON.stringify(checkout.orders.map((order) => orderRow(actor, checkout, order))),
    JSON.stringify(checkout.orders.flatMap((order) => order.lines.map((line, index) => lineRow(order, line, index)))),
    checkout.keys.person, checkout.keys.address, checkout.keys.network,
  ]);
  return unpaid!;
}

function checkoutRow(actor: Actor, checkout: CheckoutToInsert) {
  const { id, number, contact, address, keys } = checkout;
  return {
    id, number, basket_id: checkout.basketId, user_id: actor.userId, token_hash: hex(checkout.tokenHash), attempt_key: hex(checkout.attemptKey),
    contact_name: contact.name, contact_email: contact.email, contact_phone: contact.phone, locale: actor.locale,
    address, village_code: address.villageCode,
    items_amount: checkout.itemsAmount, delivery_amount: checkout.deliveryAmount, total_amount: checkout.totalAmount,
    person_key: hex(keys.person), address_key: hex(keys.address), network_key: hex(keys.network),
    placed_at: checkout.placedAt, expires_at: checkout.expiresAt,
  };
}

function orderRow(actor: Actor, checkout: CheckoutToInsert, { id, number, part, delivery, totalAmount }: PlannedOrder) {
  const { shopId, shopSlug, shopName } = part.items[0]!.offer;
  return {
    id, number, checkout_id: checkout.id, shop_id: shopId, shop_slug: shopSlug, shop_name: shopName,
    buyer_user_id: actor.userId, buyer_name: checkout.contact.name, buyer_email: checkout.contact.email, buyer_phone: checkout.contact.phone,
    buyer_locale: actor.locale, address: checkout.address, village_code: checkout.address.villageCode,
    items_amount: part.itemsAmount, delivery_amount: delivery.priceAmount, total_amount: totalAmount,
    quote_id: delivery.quoteId, courier: delivery.courier, courier_name: delivery.courierName, service: delivery.service,
    service_name: delivery.serviceName, days_min: delivery.days.min, days_max: delivery.days.max, placed_at: checkout.placedAt,
  };
}

function lineRow(order: PlannedOrder, { id, item, commission }: PlannedLine, index: number) {
  const { offer } = item;
  return {
    id, order_id: order.id, position: index + 1, variant_id: offer.variantId, product_id: offer.productId, product_slug: offer.productSlug,
    product_name: offer.productName, variant_label: offer.variantLabel, sku: offer.sku, photo_id: offer.photoId,
    category_path: offer.categoryPath, sentra_id: offer.sentraId, unit: offer.unit, weight_grams: offer.weightGrams,
    made_to_order: offer.madeToOrder, lead_days: offer.leadDays, quantity: item.quantity, unit_amount: item.unitAmount, total_amount: item.totalAmount,
    commission_basis_points: commission.basisPoints, commission_amount: commission.amount,
  };
}

function hex(bytes: Buffer | null): string | null {
  return bytes && `\\x${bytes.toString('hex')}`;
}

const INSERT = `
  WITH checkout AS (
    INSERT INTO orders.checkout (id, number, basket_id, user_id, token_hash, attempt_key, contact_name, contact_email, contact_phone, locale, address, village_code,
                                 items_amount, delivery_amount, total_amount, person_key, address_key, network_key, placed_at, expires_at)
    SELECT id, number, basket_id, user_id, token_hash, attempt_key, contact_name, contact_email, contact_phone, locale, address, village_code,
           items_amount, delivery_amount, total_amount, person_key, address_key, network_key, placed_at, expires_at
    FROM jsonb_populate_record(NULL::orders.checkout, $1::jsonb)
    RETURNING id, basket_id, placed_at),
  closed AS (
    UPDATE orders.basket SET state = 'checked_out', touched_at = checkout.placed_at FROM checkout WHERE basket.id = checkout.basket_id),
  placed AS (
    INSERT INTO orders.orders (id, number, checkout_id, shop_id, shop_slug, shop_name, buyer_user_id, buyer_name, buyer_email, buyer_phone, buyer_locale,
                               address, village_code, items_amount, delivery_amount, total_amount, quote_id, courier, courier_name, service, service_name,
                               days_min, days_max, placed_at)
    SELECT id, number, checkout_id, shop_id, shop_slug, shop_name, buyer_user_id, buyer_name, buyer_email, buyer_phone, buyer_locale,
           address, village_code, items_amount, delivery_amount, total_amount, quote_id, courier, courier_name, service, service_name,
           days_min, days_max, placed_at
    FROM jsonb_populate_recordset(NULL::orders.orders, $2::jsonb)
    RETURNING id, buyer_user_id, placed_at),
  lines AS (
    INSERT INTO orders.order_line (id, order_id, position, variant_id, product_id, product_slug, product_name, variant_label, sku, photo_id, category_path,
                                   sentra_id, unit, weight_grams, made_to_order, lead_days, quantity, unit_amount, total_amount,
                                   commission_basis_points, commission_amount)
    SELECT id, order_id, position, variant_id, product_id, product_slug, product_name, variant_label, sku, photo_id, category_path,
           sentra_id, unit, weight_grams, made_to_order, lead_days, quantity, unit_amount, total_amount,
           commission_basis_points, commission_amount
    FROM jsonb_populate_recordset(NULL::orders.order_line, $3::jsonb)),
  told AS (
    INSERT INTO orders.order_event (order_id, kind, by, by_user_id, happened_at)
    SELECT id, 'placed', 'buyer', buyer_user_id, placed_at FROM placed)
  SELECT (SELECT count(*) FROM orders.checkout c WHERE c.state = 'awaiting_payment' AND c.person_key = $4) AS "unpaidOfPerson",
         (SELECT count(*) FROM orders.checkout c WHERE c.state = 'awaiting_payment' AND c.address_key = $5) AS "unpaidAtAddress",
         (SELECT count(*) FROM orders.checkout c WHERE c.state = 'awaiting_payment' AND c.network_key = $6) AS "unpaidInNetwork"`;
