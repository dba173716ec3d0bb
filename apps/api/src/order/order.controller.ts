import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Idempotent, PageQuery } from '#libs/platform';
import { Orders, type OrderId } from '#libs/order';
import { AttemptKey } from './attempt-key.js';
import { orderPage, orderShape, refundShape } from './order.render.js';
import { OrderPage, OrderShape, ReasonBody, RefundBody, RefundShape } from './order.shapes.js';

@Controller('orders')
@ApiTags('orders')
@ApiBearerAuth()
@ApiHeader({ name: 'X-Checkout-Token', required: false, description: "opens a guest's orders" })
@Access('public')
export class OrderController {
  constructor(private readonly orders: Orders) {}

  /** What you bought, newest first. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: OrderPage })
  async mine(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<OrderPage> {
    return orderPage(await this.orders.mine(actor, page));
  }

  @Get(':id')
  @ApiOkResponse({ type: OrderShape })
  async view(@CurrentActor() actor: Actor, @Param('id') id: OrderId): Promise<OrderShape> {
    return orderShape(await this.orders.view(actor, id));
  }

  /** By the buyer before packing; what was paid goes back. While unpaid, all orders of the checkout are cancelled together. */
  @Post(':id/cancellation')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: OrderShape })
  @ApiConflictResponse({ description: '`step_not_allowed`, `payment_arriving`' })
  async cancel(@CurrentActor() actor: Actor, @Param('id') id: OrderId, @Body() { reason }: ReasonBody): Promise<OrderShape> {
    return orderShape(await this.orders.cancel(actor, id, reason));
  }

  /** The buyer has the goods: the order is complete and the money the shop's. */
  @Post(':id/receipt')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: OrderShape })
  @ApiConflictResponse({ description: '`step_not_allowed`' })
  async receive(@CurrentActor() actor: Actor, @Param('id') id: OrderId): Promise<OrderShape> {
    return orderShape(await this.orders.receive(actor, id));
  }

  /** By the shop or an admin. */
  @Post(':id/refunds')
  @Access('signed-in')
  @Idempotent()
  @ApiCreatedResponse({ type: RefundShape })
  @ApiConflictResponse({ description: '`nothing_paid`, `refund_too_large`' })
  async refund(@CurrentActor() actor: Actor, @Param('id') id: OrderId, @Body() wish: RefundBody, @AttemptKey() key: string | null): Promise<RefundShape> {
    return refundShape(await this.orders.refund(actor, id, wish, key));
  }
}
