import { createHash } from 'node:crypto';
import { Money, type Words } from '#libs/platform';
import { unitPrice, type Offer } from '#libs/shop';
import type { BasketId, BasketItemView, BasketShopView, BasketView, BasketWarning } from './basket.view.js';

export interface Wanted {
  variantId: string;
  quantity: number;
}

/** One thing of a basket with what the shop says of it now. */
export interface PricedItem {
  offer: Offer;
  quantity: number;
  unitAmount: number;
  totalAmount: number;
}

/** What one shop is asked for. */
export interface ShopPart {
  shopId: Offer['shopId'];
  items: PricedItem[];
  itemsAmount: number;
}

/** Every item once, in the shop that sells it; items of which the shop knows nothing any more fall out. Whole rupiah, tiers applied. */
export function splitByShop(wanted: readonly Wanted[], offers: readonly Offer[]): ShopPart[] {
  const known = new Map<string, Offer>(offers.map((offer) => [offer.variantId, offer]));
  const parts = new Map<string, ShopPart>();
  for (const { variantId, quantity } of wanted) {
    const offer = known.get(variantId);
    if (!offer) continue;
    const part = parts.get(offer.shopId) ?? { shopId: offer.shopId, items: [], itemsAmount: 0 };
    const unit = Money.of(unitPrice(offer, quantity));
    part.items.push({ offer, quantity, unitAmount: unit.amount, totalAmount: unit.times(quantity).amount });
    parts.set(offer.shopId, part);
  }
  for (const part of parts.values()) part.itemsAmount = sum(part.items.filter(({ offer }) => offer.sellable).map((item) => item.totalAmount));
  return [...parts.values()];
}

/** Names exactly what a delivery was quoted for; the order of adding does not matter. */
export function fingerprintOf(part: ShopPart): string {
  const items = part.items.filter(({ offer }) => offer.sellable).map(({ offer, quantity }) => `${offer.variantId}:${quantity}`);
  return createHash('sha256').update(items.sort().join(',')).digest('hex');
}

export function basketView(id: BasketId, wanted: readonly Wanted[], offers: readonly Offer[]): BasketView {
  const shops = splitByShop(wanted, offers).map(shopView);
  return { id, shops, subtotalAmount: sum(shops.map((shop) => shop.subtotalAmount)), itemCount: wanted.length };
}

function shopView(part: ShopPart): BasketShopView {
  const { shopSlug, shopName } = part.items[0]!.offer;
  return { shopId: part.shopId, shopSlug, shopName, items: part.items.map(itemView), subtotalAmount: part.itemsAmount };
}

function itemView({ offer, quantity, unitAmount, totalAmount }: PricedItem): BasketItemView {
  const { variantId, productId, productSlug, sku, photoId, unit, available, madeToOrder, leadDays } = offer;
  const names: { productName: Words; variantLabel: Words | null } = { productName: offer.productName, variantLabel: offer.variantLabel };
  return { variantId, productId, productSlug, ...names, sku, photoId, quantity, unit, unitAmount, totalAmount, available, madeToOrder, leadDays, warning: warningOf(offer, quantity) };
}

function warningOf(offer: Offer, quantity: number): BasketWarning | null {
  if (!offer.sellable) return 'not_sellable';
  if (offer.madeToOrder || offer.available >= quantity) return null;
  return offer.available <= 0 ? 'out_of_stock' : 'not_enough';
}

function sum(amounts: readonly number[]): number {
  return Money.sum(amounts.map((amount) => Money.of(amount))).amount;
}
