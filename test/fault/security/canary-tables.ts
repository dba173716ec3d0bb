import type { Who } from '../../journey/authorisation/principals.js';

/** Whose rows bear canaries: the victims' checkouts, persons and shop. */
export interface Victims {
  checkouts: string[];
  people: string[];
  team: string[];
  shops: string[];
  /** For what belongs to nobody in particular, and is for nobody's eyes. */
  everything: string[];
}

/** Rows of one table that bear canaries (`$1` are the ids of those named), and who may be shown them; admins may, where anybody may. */
export interface Planting {
  by: keyof Victims;
  where: string;
  seenBy: readonly Who[];
}

const TEAM: readonly Who[] = ['ownerA', 'staffA'];
const BUYERS: readonly Who[] = ['buyerA', 'guestA'];
const checkouts = (where: string): Planting => ({ by: 'checkouts', where, seenBy: BUYERS });
const trade = (where: string): Planting => ({ by: 'checkouts', where, seenBy: [...BUYERS, ...TEAM] });
const shop = (where: string): Planting => ({ by: 'shops', where, seenBy: TEAM });
const person = (where: string): Planting => ({ by: 'people', where, seenBy: ['buyerA'] });
const NOBODY: Planting = { by: 'everything', where: 'cardinality($1::text[]) = 0', seenBy: [] };

const OF_ORDERS = 'order_id IN (SELECT id FROM orders.orders WHERE checkout_id = ANY ($1))';
const OF_PAYABLES = 'payable_id IN (SELECT id FROM payment.payable WHERE subject_id = ANY ($1))';
const OF_CHARGES = `charge_id IN (SELECT id FROM payment.charge WHERE ${OF_PAYABLES})`;
const OF_REFUNDS = `refund_id IN (SELECT id FROM payment.refund WHERE ${OF_CHARGES})`;
const OF_TRANSFERS = `transfer_id IN (SELECT id FROM payment.transfer WHERE ${OF_CHARGES})`;
const OF_VARIANTS = 'variant_id IN (SELECT id FROM shop.variant WHERE shop_id = ANY ($1))';

/** Every table with texts, by whose it is. A table that is in neither list fails the build: say whose its rows are. */
export const PLANTINGS: Readonly<Record<string, readonly Planting[]>> = {
  'identity.account': [NOBODY], 'identity.verification': [NOBODY], 'identity.two_factor': [NOBODY],
  'identity.session': [{ ...person('user_id = ANY ($1)'), seenBy: [] }],
  'identity.person': [person('id = ANY ($1)'), { by: 'team', where: 'id = ANY ($1)', seenBy: TEAM }],
  'notice.note': [person('user_id = ANY ($1)'), shop('shop_id = ANY ($1)')],
  'notice.mailing': [NOBODY],
  'orders.checkout': [checkouts('id = ANY ($1)')],
  'orders.orders': [trade('checkout_id = ANY ($1)')], 'orders.order_line': [trade(OF_ORDERS)], 'orders.order_refund': [trade(OF_ORDERS)], 'orders.order_event': [trade(OF_ORDERS)],
  'paper.document': [trade(`subject_id IN (SELECT id FROM orders.orders WHERE checkout_id = ANY ($1))`)],
  'payment.payable': [checkouts('subject_id = ANY ($1)')], 'payment.charge': [checkouts(OF_PAYABLES)], 'payment.gateway_event': [NOBODY],
  'payment.refund': [checkouts(OF_CHARGES)], 'payment.payback': [checkouts(OF_REFUNDS)], 'payment.payback_account': [checkouts('subject_id = ANY ($1)')],
  'payment.transfer': [checkouts(OF_CHARGES)], 'payment.transfer_decision': [checkouts(OF_TRANSFERS)], 'payment.transfer_proof': [checkouts(OF_TRANSFERS)],
  'payment.ledger_entry': [{ ...NOBODY, where: 'false AND $1::text[] IS NULL' }],
  'platform.audit': [NOBODY], 'platform.delivery': [NOBODY], 'platform.event': [NOBODY], 'platform.finding': [NOBODY], 'platform.idempotency': [NOBODY],
  'shipping.parcel': [trade(OF_ORDERS)], 'shipping.tracking_event': [trade(`parcel_id IN (SELECT id FROM shipping.parcel WHERE ${OF_ORDERS})`)],
  'shop.shop': [shop('id = ANY ($1)')], 'shop.product': [shop('shop_id = ANY ($1)')], 'shop.variant': [shop('shop_id = ANY ($1)')], 'shop.photo': [shop('shop_id = ANY ($1)')],
  'shop.card': [shop('shop_id = ANY ($1)')], 'shop.certificate': [shop('shop_id = ANY ($1)')], 'shop.certificate_file': [shop('certificate_id IN (SELECT id FROM shop.certificate WHERE shop_id = ANY ($1))')],
  'shop.lot': [shop(OF_VARIANTS)], 'shop.stock_location': [shop('shop_id = ANY ($1)')], 'shop.stock_movement': [shop(OF_VARIANTS)],
};

/** Tables without a text of anybody's: tariffs, rules, counters, and rows of ids and numbers alone. */
export const NO_TEXT_OF_ANYBODY: readonly string[] = [
  'identity.membership', 'identity.role', 'orders.basket', 'orders.basket_item', 'orders.payment_attempt', 'paper.counter', 'payment.account', 'payment.charge_share', 'payment.commission_rule',
  'payment.ledger_transaction', 'payment.payable_line', 'payment.payable_share', 'payment.refund_line', 'platform.audit_seal', 'platform.rate_limit', 'platform.schedule_run',
  'shipping.courier_service', 'shipping.quote', 'shipping.zone_class', 'shipping.zone_rate', 'shop.certificate_product', 'shop.price_tier', 'shop.reservation', 'shop.search_word', 'shop.sentra',
  'shop.sentra_member', 'shop.sentra_village', 'shop.stock_cause', 'shop.stock_level',
];

/** What everybody may read: the shop window. All else of the victims is private, also columns that do not exist yet. */
export const PUBLIC: readonly string[] = [
  'shop.shop.name', 'shop.shop.address_line', 'shop.shop.story', 'shop.shop.contact_phone', 'shop.product.name', 'shop.product.description', 'shop.product.attributes', 'shop.variant.sku',
  'shop.variant.options', 'shop.photo.alt', 'shop.card.shown', 'shop.certificate.number', 'shop.certificate.holder_name', 'shop.certificate.issuer',
];

/** Keys, states and codes: another value would be another thing. That ids stay private is judged by the matrix. */
const NOT_WORDS = /^(id|.*_id|state|status|kind|role|.*locale|currency|fulfilment|payment|audience|unit_code|category.*|approved_category|.*_code|.*slug|courier|service|method|gateway|type|content_type|storage_key|transaction|account|part|delivered_by|by|paused_by|decided_by|subscriber|decision|sent_via|replaces|return_path|action_url)$/;

/** The Indonesian words of a note, named like ids. */
const WORDS_ALL_THE_SAME: readonly string[] = ['notice.note.subject_id', 'notice.note.body_id'];

export function isWords({ table, name }: { table: string; name: string }): boolean {
  return !NOT_WORDS.test(name) || WORDS_ALL_THE_SAME.includes(`${table}.${name}`);
}
