import { Payments, sandboxCredentials } from '#libs/payment';
import { Deliveries } from '#libs/platform';
import { OrderSchedules } from '#libs/order';
import { randomUUID } from 'node:crypto';
import type { Answer, Client } from '../../../support/client.js';
import { signedEvent, type EventSpec } from '../../../support/gateway/signed-event.js';
import { checkoutBody, fillBasket, type Filled, type Placed } from '../../../support/shopper.js';
import type { Goods, Shopfloor } from './shopfloor.js';

/** One thing somebody does, and does again in the same way when the program dies under it. */
export type Step = (isRetry: boolean) => Promise<void>;

interface Line {
  id: string;
  variantId: string;
}

/** A checkout on its way through the program's lives: what each party does with it, over HTTP as far as people and the bank do it. */
export class Scene {
  placed!: Placed;
  private filled!: Filled;
  private readonly event = `evt_${randomUUID()}`;

  constructor(
    readonly floor: Shopfloor,
    readonly goods: readonly Goods[],
  ) {}

  /** A guest's basket with so many of every variant. */
  async fill(quantity = 2): Promise<this> {
    this.filled = await fillBasket(this.floor.guest, this.goods.flatMap(({ variantIds }) => variantIds.map((variantId) => ({ variantId, quantity }))));
    return this;
  }

  /** As the bank names it in its events. */
  get payment(): EventSpec['payment'] {
    const url = this.placed.payment.action?.url ?? '';
    return { id: url.split('/').at(-1)!.split('?')[0]!, key: this.placed.payment.id, amount: this.placed.total.amount, currency: 'IDR' };
  }

  readonly place: Step = async () => {
    const { status, body } = await this.tryToPlace();
    if (status !== 201) throw new Error(`not placed: ${JSON.stringify(body)}`);
    this.placed = body;
  };

  tryToPlace(): Promise<Answer<Placed>> {
    const token = this.filled.guest.headers['x-basket-token']!;
    return this.floor.guest.with({ 'x-basket-token': token }).post<Placed>('/api/v1/checkouts', checkoutBody(this.filled), { key: `place-${this.filled.basketId}` });
  }

  /** What happens at the bank goes on whatever becomes of the program. */
  readonly payAtBank: Step = async () => void (await this.floor.bank.choose(this.placed.payment.action!.url, 'paid'));
  readonly failAtBank: Step = async () => void (await this.floor.bank.choose(this.placed.payment.action!.url, 'failed'));

  /** The bank tells it until it is heard, always as the same event. */
  readonly tell: Step = () => this.tellAnew(`${this.event} ${this.payment.key}`);

  /** The same news as another event. */
  async tellAnew(id: string = randomUUID()): Promise<void> {
    const { floor, payment } = this;
    const { headers, body } = signedEvent({ credentials: sandboxCredentials(floor.config), clock: floor.clock }, { id, payment });
    await this.send(floor.guest.with(headers), 'POST', '/api/v1/webhooks/sandbox', body.toString(), null);
  }

  readonly react: Step = async () => void (await this.floor.life.app.get(Deliveries).drain());
  readonly poll: Step = async () => void (await this.floor.life.app.get(Payments).pollUnanswered({ all: true }));
  readonly sweep: Step = async () => this.floor.life.app.get(OrderSchedules).expireUnpaid();

  buyerAsks<T>(path: string, body: object, key: string): Promise<Answer<T>> {
    return this.guest.post<T>(path, body, { key });
  }

  buyer(method: 'POST', path: string, body?: object): Step {
    const key = randomUUID();
    return async () => void (await this.send(this.guest, method, path, body, key));
  }

  /** Another attempt at paying, which is the payment from then on. */
  payAgain(): Step {
    const key = randomUUID();
    return async () => {
      const { body } = await this.send<Placed['payment']>(this.guest, 'POST', `/api/v1/checkouts/${this.placed.id}/payments`, { method: 'sandbox' }, key);
      this.placed = { ...this.placed, payment: body };
    };
  }

  seller(shop: number, method: 'POST' | 'PUT', path: string, body?: object, key: string | null = randomUUID()): Step {
    return async () => void (await this.send(this.floor.seller, method, `/api/v1/seller/shops/${this.goods[shop]!.shopId}${path}`, body, key));
  }

  /** A step that takes no key: whoever asks again is told that it is done. */
  sellerOnce(shop: number, path: string, body?: object): Step {
    return async (isRetry) => {
      const answer = await this.floor.seller.post<{ code: string }>(`/api/v1/seller/shops/${this.goods[shop]!.shopId}${path}`, body, { key: null });
      if (answer.status >= 300 && !(isRetry && answer.body.code === 'step_not_allowed')) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    };
  }

  refund(order: number, body: object): Step {
    const key = randomUUID();
    return async () => void (await this.send(this.floor.seller, 'POST', `/api/v1/orders/${this.orderId(order)}/refunds`, body, key));
  }

  /** The buyer comes back to the page. */
  readonly resume: Step = async () => void (await this.refresh());

  /** What the buyer's page says by now; answers the checkout's status. */
  async refresh(): Promise<string> {
    const { body } = await this.guest.get<Pick<Placed, 'status' | 'payment'>>(`/api/v1/checkouts/${this.placed.id}`);
    this.placed = { ...this.placed, status: body.status, payment: body.payment };
    return body.status;
  }

  get cancellation(): Step {
    return this.buyer('POST', `/api/v1/orders/${this.orderId(0)}/cancellation`, { reason: 'tidak jadi' });
  }

  orderId(shop: number): string {
    return this.placed.orders.find((order) => order.shopId === this.goods[shop]!.shopId)!.id;
  }

  async lines(shop: number): Promise<Line[]> {
    return (await this.guest.get<{ lines: Line[] }>(`/api/v1/orders/${this.orderId(shop)}`)).body.lines;
  }

  /** All that is left on the shelf of that shop is counted away. */
  sellOut(shop: number): Step {
    return this.seller(shop, 'PUT', `/stock/${this.goods[shop]!.variantIds[0]}`, { onHand: 0, reason: 'habis' });
  }

  private get guest(): Client {
    return this.floor.guest.with({ 'x-checkout-token': this.placed.token });
  }

  private async send<T>(client: Client, method: string, path: string, body: unknown, key: string | null): Promise<Answer<T>> {
    const answer = await client.send<T>(method, path, { body, key });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }
}
