import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags, ApiTooManyRequestsResponse, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Idempotent } from '#libs/platform';
import { Checkouts, type CheckoutId } from '#libs/order';
import { AttemptKey } from '../order/attempt-key.js';
import { checkoutShape, placedShape } from './checkout.render.js';
import { CheckoutBody, CheckoutShape, MethodBody, PaymentMethodsShape, PaymentQuery, PaymentShape, PlacedCheckoutShape } from './checkout.shapes.js';

@Controller()
@ApiTags('checkouts')
@Access('public')
export class CheckoutController {
  constructor(private readonly checkouts: Checkouts) {}

  /** The ways to pay for a basket now. */
  @Get('payment-methods')
  @ApiHeader({ name: 'X-Basket-Token', required: false })
  @ApiOkResponse({ type: PaymentMethodsShape })
  async methods(@CurrentActor() actor: Actor, @Query() { basketId }: PaymentQuery): Promise<PaymentMethodsShape> {
    return { items: await this.checkouts.paymentMethods(actor, basketId) };
  }

  /** Turns a basket into one checkout with an order per shop; follow `payment.action` to pay. */
  @Post('checkouts')
  @Idempotent({ callsOutside: true })
  @ApiHeader({ name: 'X-Basket-Token', required: false })
  @ApiCreatedResponse({ type: PlacedCheckoutShape })
  @ApiConflictResponse({ description: '`total_changed`, `out_of_stock`, `not_sellable`, `quote_expired`, `basket_checked_out`' })
  @ApiUnprocessableEntityResponse({ description: '`basket_empty`, `delivery_missing`, `unknown_village`, `payment_method_unavailable`' })
  @ApiTooManyRequestsResponse({ description: 'too many checkouts wait for payment' })
  async place(@CurrentActor() actor: Actor, @Body() request: CheckoutBody, @AttemptKey() key: string | null): Promise<PlacedCheckoutShape> {
    return placedShape(await this.checkouts.place(actor, request, key));
  }

  /** With its orders, their lines, parcels and timelines. */
  @Get('checkouts/:id')
  @ApiHeader({ name: 'X-Checkout-Token', required: false })
  @ApiOkResponse({ type: CheckoutShape })
  async view(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId): Promise<CheckoutShape> {
    return checkoutShape(await this.checkouts.view(actor, id));
  }

  /** Another attempt after a failed or abandoned one. */
  @Post('checkouts/:id/payments')
  @Idempotent({ callsOutside: true })
  @ApiHeader({ name: 'X-Checkout-Token', required: false })
  @ApiCreatedResponse({ type: PaymentShape })
  @ApiConflictResponse({ description: '`checkout_not_payable`, `already_paid`, `payment_closed`' })
  attempt(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId, @Body() { method }: MethodBody, @AttemptKey() key: string | null): Promise<PaymentShape> {
    return this.checkouts.attempt(actor, id, method, key);
  }
}
