import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Idempotent } from '#libs/platform';
import { OrderDesk, Orders, type OrderId } from '#libs/order';
import { orderPage, orderShape, parcelShape } from '../order/order.render.js';
import { AcceptanceBody, OrderPage, OrderQuery, OrderShape, ParcelBody, ParcelShape, RejectionBody } from '../order/order.shapes.js';

@Controller('seller/shops/:shopId/orders')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class SellerOrderController {
  constructor(
    private readonly orders: Orders,
    private readonly desk: OrderDesk,
  ) {}

  /** The shop's orders, newest first. */
  @Get()
  @ApiOkResponse({ type: OrderPage })
  async list(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Query() query: OrderQuery): Promise<OrderPage> {
    return orderPage(await this.desk.list(actor, shopId, query));
  }

  @Get(':id')
  @ApiOkResponse({ type: OrderShape })
  async view(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('id') id: OrderId): Promise<OrderShape> {
    return orderShape(await this.desk.order(actor, shopId, id));
  }

  /** Whole, or only these lines; the others are rejected and refunded. */
  @Post(':id/acceptance')
  @HttpCode(200)
  @Idempotent({ optional: true })
  @ApiOkResponse({ type: OrderShape })
  @ApiConflictResponse({ description: '`step_not_allowed`' })
  async accept(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('id') id: OrderId, @Body() { lines }: AcceptanceBody): Promise<OrderShape> {
    return orderShape(await this.orders.accept(actor, shopId, id, lines));
  }

  /** Whole, or only these lines; refunded. */
  @Post(':id/rejection')
  @HttpCode(200)
  @Idempotent({ optional: true })
  @ApiOkResponse({ type: OrderShape })
  @ApiConflictResponse({ description: '`step_not_allowed`' })
  async reject(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('id') id: OrderId, @Body() rejection: RejectionBody): Promise<OrderShape> {
    return orderShape(await this.orders.reject(actor, shopId, id, rejection));
  }

  @Post(':id/packing')
  @HttpCode(200)
  @Idempotent({ optional: true })
  @ApiOkResponse({ type: OrderShape })
  @ApiConflictResponse({ description: '`step_not_allowed`' })
  async pack(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('id') id: OrderId): Promise<OrderShape> {
    return orderShape(await this.orders.pack(actor, shopId, id));
  }

  /** The parcel leaves the shop. */
  @Post(':id/parcels')
  @Idempotent()
  @ApiCreatedResponse({ type: ParcelShape })
  @ApiConflictResponse({ description: '`step_not_allowed`, `waybill_used`' })
  async ship(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('id') id: OrderId, @Body() parcel: ParcelBody): Promise<ParcelShape> {
    return parcelShape(await this.orders.ship(actor, shopId, id, parcel));
  }

  /** The shop says that it arrived; the money waits for the buyer or the hold. */
  @Post(':id/parcels/:parcelId/delivery')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: OrderShape })
  @ApiConflictResponse({ description: '`step_not_allowed`' })
  async deliver(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('id') id: OrderId, @Param('parcelId') parcelId: string): Promise<OrderShape> {
    return orderShape(await this.orders.deliver(actor, shopId, id, parcelId));
  }
}
