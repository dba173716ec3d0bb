import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Access, idOf, isId, NotFound, oneOf, text } from '#libs/platform';
import { ORDER_STATUSES, OrderDesk, Orders, type OrderId, type OrderStatus } from '#libs/order';
import { Regions } from '#libs/region';
import { Shipping } from '#libs/shipping';
import { Shops } from '#libs/shop';
import { readForm, submit, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { deskOrderPage, deskOrdersPage } from './desk-orders.view.js';

class OrdersForm {
  @oneOf(ORDER_STATUSES, { optional: true }) status?: OrderStatus;
  @text(1, 500, { optional: true }) cursor?: string;
}

class NothingForm {}

class RejectForm {
  @text(3, 500) reason!: string;
}

/** `service` is `courier:service`, as the courier table names them. */
class ShipForm {
  @text(3, 80, { pattern: /^[^:]+:[^:]+$/ }) service!: string;
  @text(3, 40, { optional: true }) waybill?: string;
}

class DeliveredForm {
  @idOf('pcl') parcelId!: string;
}

/** The shop's orders: list, one order, and each step with it. */
@PageController('desk/:shopId/pesanan')
@Access('shop')
export class DeskOrderController {
  constructor(
    private readonly orders: Orders,
    private readonly desk: OrderDesk,
    private readonly shops: Shops,
    private readonly shipping: Shipping,
    private readonly regions: Regions,
  ) {}

  @Get()
  async list(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Query() query: unknown): Promise<Reply> {
    const { status, cursor } = await readForm(OrdersForm, query);
    const shop = await this.shops.get(visit.actor, shopId);
    return show(deskOrdersPage(visit.reader, shop, await this.desk.list(visit.actor, shopId, { status, cursor, limit: 30 }), status));
  }

  @Get(':orderId')
  async order(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('orderId') orderId: string): Promise<Reply> {
    return show(await this.page(visit, shopId, orderId));
  }

  @Post(':orderId/terima')
  @HttpCode(303)
  accept(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(NothingForm, visit, shopId, orderId, body, 'orderAccepted', () => this.orders.accept(visit.actor, shopId, known(orderId)));
  }

  @Post(':orderId/tolak')
  @HttpCode(303)
  reject(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(RejectForm, visit, shopId, orderId, body, 'orderRejected', ({ reason }) =>
      this.orders.reject(visit.actor, shopId, known(orderId), { reason }),
    );
  }

  @Post(':orderId/kemas')
  @HttpCode(303)
  pack(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(NothingForm, visit, shopId, orderId, body, 'orderPacked', () => this.orders.pack(visit.actor, shopId, known(orderId)));
  }

  @Post(':orderId/kirim')
  @HttpCode(303)
  ship(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(ShipForm, visit, shopId, orderId, body, 'orderShipped', (form) => {
      const [courier = '', service = ''] = form.service.split(':');
      return this.orders.ship(visit.actor, shopId, known(orderId), { courier, service, waybill: form.waybill });
    });
  }

  @Post(':orderId/sampai')
  @HttpCode(303)
  delivered(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('orderId') orderId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(DeliveredForm, visit, shopId, orderId, body, 'orderDelivered', ({ parcelId }) =>
      this.orders.deliver(visit.actor, shopId, known(orderId), parcelId),
    );
  }

  private step<T extends object>(
    shape: new () => T,
    visit: Visit,
    shopId: string,
    orderId: string,
    body: unknown,
    told: string,
    act: (form: T) => Promise<unknown>,
  ): Promise<Reply> {
    const done = async (form: T): Promise<Reply> => {
      await act(form);
      return seeOther(`/desk/${shopId}/pesanan/${orderId}`, { told });
    };
    return submit(shape, body, visit.reader.locale, done, (form) => this.page(visit, shopId, orderId, form));
  }

  private async page(visit: Visit, shopId: string, orderId: string, form?: FormState): Promise<View> {
    const shop = await this.shops.get(visit.actor, shopId);
    const order = await this.desk.order(visit.actor, shopId, known(orderId));
    const village = await this.regions.village(order.address.villageCode);
    const services = order.choices.ship ? await this.shipping.services() : [];
    return deskOrderPage(visit.reader, { shop, order, village, services }, form);
  }
}

function known(orderId: string): OrderId {
  if (!isId('ord', orderId)) throw new NotFound();
  return orderId;
}
