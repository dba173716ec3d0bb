import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Access, Actor, isId, NotFound, text } from '#libs/platform';
import { BuyerTransfers, Checkouts, Orders, type CheckoutId, type OrderId } from '#libs/order';
import { Payments } from '#libs/payment';
import { Regions } from '#libs/region';
import { readForm, submit, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, withOrderKey, type Visit } from '../kit/visit.js';
import { checkoutOrderPage } from './checkout-page.view.js';
import { myOrdersPage } from './my-orders.view.js';

class CursorForm {
  @text(1, 500, { optional: true }) cursor?: string;
}

class PayForm {
  @text(1, 40) method!: string;
}

class CancelForm {
  @text(1, 40) orderId!: string;
  @text(3, 500) reason!: string;
}

class NothingForm {}

const A_YEAR = 365 * 24 * 3600;

/** A buyer's orders: a person's by account, a guest's by the secret in the cookie. Another's is not found. */
@PageController('pesanan')
export class OrderController {
  constructor(
    private readonly checkouts: Checkouts,
    private readonly orders: Orders,
    private readonly payments: Payments,
    private readonly regions: Regions,
    private readonly transfers: BuyerTransfers,
  ) {}

  @Get()
  @Access('signed-in')
  async mine(@Visiting() visit: Visit, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(CursorForm, query);
    return show(myOrdersPage(visit.reader, await this.orders.mine(visit.actor, { limit: 20, ...(cursor ? { cursor } : {}) })));
  }

  @Get(':checkoutId')
  @Access('public')
  async checkout(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string): Promise<Reply> {
    return show(await this.page(visit, checkoutId));
  }

  /** The link in a guest's mail: the secret moves into a cookie and out of the address. */
  @Get(':checkoutId/:token')
  @Access('public')
  async open(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Param('token') token: string): Promise<Reply> {
    await this.checkouts.view(new Actor({ tokens: { checkout: token }, locale: visit.reader.locale }), known(checkoutId));
    const value = withOrderKey(visit.cookie('orders'), checkoutId, token);
    return seeOther(`/pesanan/${checkoutId}`, { cookies: [{ name: 'orders', value, maxAgeSeconds: A_YEAR }] });
  }

  @Post(':checkoutId/bayar')
  @Access('public')
  @HttpCode(303)
  pay(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Body() body: unknown): Promise<Reply> {
    const act = async ({ method }: PayForm): Promise<Reply> => {
      const payment = await this.checkouts.attempt(visit.opening(checkoutId), known(checkoutId), method);
      return seeOther(payment.action?.url ?? `/pesanan/${checkoutId}`);
    };
    return submit(PayForm, body, visit.reader.locale, act, (form) => this.page(visit, checkoutId, form));
  }

  @Post(':checkoutId/:orderId/batal')
  @Access('public')
  @HttpCode(303)
  cancel(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    const act = async ({ reason }: CancelForm): Promise<Reply> => {
      await this.orders.cancel(visit.opening(checkoutId), await this.orderOf(visit, checkoutId, orderId), reason);
      return seeOther(`/pesanan/${checkoutId}`, { told: 'orderCancelled' });
    };
    return submit(CancelForm, body, visit.reader.locale, act, (form) => this.page(visit, checkoutId, form));
  }

  @Post(':checkoutId/:orderId/terima')
  @Access('public')
  @HttpCode(303)
  receive(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (): Promise<Reply> => {
      await this.orders.receive(visit.opening(checkoutId), await this.orderOf(visit, checkoutId, orderId));
      return seeOther(`/pesanan/${checkoutId}`, { told: 'orderReceived' });
    };
    return submit(NothingForm, body, visit.reader.locale, act, (form) => this.page(visit, checkoutId, form));
  }

  /** The order, when it belongs to the checkout whose page was open. */
  private async orderOf(visit: Visit, checkoutId: string, orderId: string): Promise<OrderId> {
    const order = await this.orders.view(visit.opening(checkoutId), knownOrder(orderId));
    if (order.checkoutId !== checkoutId) throw new NotFound();
    return order.id;
  }

  private async page(visit: Visit, checkoutId: string, form?: FormState): Promise<View> {
    const checkout = await this.checkouts.view(visit.opening(checkoutId), known(checkoutId));
    const village = await this.regions.village(checkout.address.villageCode);
    const methods = checkout.status === 'awaiting_payment' ? this.payments.methods(checkout.totalAmount) : [];
    const payback = checkout.status === 'awaiting_payment' ? null : await this.transfers.payback(visit.opening(checkoutId), checkout.id);
    return checkoutOrderPage(visit.reader, { checkout, village, methods, isGuest: !visit.actor.isSignedIn, payback }, form);
  }
}

function known(checkoutId: string): CheckoutId {
  if (!isId('cko', checkoutId)) throw new NotFound();
  return checkoutId;
}

function knownOrder(orderId: string): OrderId {
  if (!isId('ord', orderId)) throw new NotFound();
  return orderId;
}
