import type { Client } from './client.js';

interface Money {
  amount: number;
  currency: string;
}

export interface Card {
  id: string;
  slug: string;
  price: Money;
  madeToOrder: boolean;
  shop: { id: string; slug: string; name: string };
  village: { code: string; name: string };
  availability: string;
}

export interface Product extends Card {
  variants: { id: string; sku: string; price: Money; available: number }[];
}

export interface Placed {
  id: string;
  token: string;
  number: string;
  total: Money;
  status: string;
  orders: { id: string; number: string; shopId: string; total: Money; status: string }[];
  payment: { id: string; status: string; action: { type: 'redirect'; url: string } | null };
}

export const ADDRESS = { recipientName: 'Dewi Lestari', phone: '+6281200000001', line1: 'Jl. Kemang Raya 10', rt: '001', rw: '002', villageCode: '32.76.07.1001', postalCode: '16437' };
export const CONTACT = { name: 'Dewi Lestari', email: 'dewi@example.com', phone: '+6281200000001' };

export interface Filled {
  guest: Client;
  basketId: string;
  subtotal: number;
  delivery: Record<string, string>;
  total: number;
}

/** The first variant that is in stock, of a shop that none of `not` is. */
export async function findReady(client: Client, query: string, not: readonly string[] = []): Promise<{ product: Product; variantId: string }> {
  const { body } = await client.get<{ items: Card[] }>(`/api/v1/products?limit=100&madeToOrder=false&${query}`);
  const card = body.items.find((each) => !not.includes(each.shop.id) && each.availability === 'in_stock');
  if (!card) throw new Error(`nothing is ready for ${query}`);
  const product = (await client.get<Product>(`/api/v1/products/${card.slug}`)).body;
  const variant = product.variants.find((each) => each.available > 3);
  if (!variant) throw new Error(`${card.slug} is nearly sold out`);
  return { product, variantId: variant.id };
}

/** A guest's basket with the lines, and the cheapest delivery that is not a pickup for each shop. */
export async function fillBasket(client: Client, lines: readonly { variantId: string; quantity: number }[]): Promise<Filled> {
  const made = await client.post<{ id: string; token: string | null }>('/api/v1/baskets');
  const guest = made.body.token ? client.with({ 'x-basket-token': made.body.token }) : client;
  for (const line of lines) {
    const added = await guest.post(`/api/v1/baskets/${made.body.id}/items`, line);
    if (added.status >= 300) throw new Error(`not added: ${JSON.stringify(added.body)}`);
  }
  const { body: basket } = await guest.get<{ subtotal: Money }>(`/api/v1/baskets/${made.body.id}`);
  const { body: options } = await guest.post<{ shops: { shopId: string; options: { id: string; courier: string; price: Money }[] }[] }>(`/api/v1/baskets/${made.body.id}/delivery-options`, { address: ADDRESS });
  const chosen = options.shops.map((shop) => ({ shopId: shop.shopId, option: shop.options.find((each) => each.price.amount > 0)! }));
  return {
    guest,
    basketId: made.body.id,
    subtotal: basket.subtotal.amount,
    delivery: Object.fromEntries(chosen.map(({ shopId, option }) => [shopId, option.id])),
    total: basket.subtotal.amount + chosen.reduce((sum, { option }) => sum + option.price.amount, 0),
  };
}

export function checkoutBody({ basketId, delivery, total }: Filled) {
  return { basketId, contact: CONTACT, address: ADDRESS, delivery, payment: { method: 'sandbox' }, expectedTotal: total };
}

/** Posts the pay page's one form, as a browser would. */
export async function pay(actionUrl: string, outcome: 'paid' | 'failed' | 'expired' = 'paid'): Promise<void> {
  const answer = await fetch(actionUrl, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
  if (answer.status >= 400) throw new Error(`the pay page answered ${answer.status}`);
}
