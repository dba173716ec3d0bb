import type { Answer, Client } from './client.js';
import { checkoutBody, fillBasket, type Filled, type Placed } from './shopper.js';

export interface Line {
  variantId: string;
  quantity: number;
}

interface Refusal {
  code: string;
}

/**
 * So many guests with a basket each of the same lines. One asks what delivery costs; a quote holds for shop, contents and destination,
 * so it serves them all.
 */
export async function crowdOf(client: Client, lines: readonly Line[], size: number): Promise<Filled[]> {
  const first = await fillBasket(client, lines);
  return [first, ...(await Promise.all(Array.from({ length: size - 1 }, () => another(client, lines, first))))];
}

/** One more guest who wants the same, in this order of adding. */
export async function another(client: Client, lines: readonly Line[], like: Filled): Promise<Filled> {
  const { body: basket } = await client.post<{ id: string; token: string }>('/api/v1/baskets');
  const guest = client.with({ 'x-basket-token': basket.token });
  for (const line of lines) {
    const added = await guest.post(`/api/v1/baskets/${basket.id}/items`, line);
    if (added.status !== 201) throw new Error(`not added: ${JSON.stringify(added.body)}`);
  }
  return { ...like, guest, basketId: basket.id };
}

export function place(filled: Filled, key?: string): Promise<Answer<Placed & Refusal>> {
  return filled.guest.post<Placed & Refusal>('/api/v1/checkouts', checkoutBody(filled), key ? { key } : {});
}

/** How many answers of each kind: `{ '201': 7, '409 out_of_stock': 193 }`. */
export function tally(answers: readonly Answer<unknown>[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = status < 400 ? String(status) : `${status} ${(body as Refusal).code}`;
    counted[kind] = (counted[kind] ?? 0) + 1;
  }
  return counted;
}
