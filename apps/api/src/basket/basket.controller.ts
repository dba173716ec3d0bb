import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { Baskets, type BasketId } from '#libs/order';
import { basketShape, deliveryOptionsShape } from './basket.render.js';
import { BasketCreatedShape, BasketShape, DeliveryOptionsBody, DeliveryOptionsShape, ItemBody, QuantityBody } from './basket.shapes.js';

@Controller('baskets')
@ApiTags('baskets')
@ApiHeader({ name: 'X-Basket-Token', required: false, description: "opens a guest's basket" })
@Access('public')
export class BasketController {
  constructor(private readonly baskets: Baskets) {}

  /** A new, empty basket. */
  @Post()
  @ApiCreatedResponse({ type: BasketCreatedShape })
  create(@CurrentActor() actor: Actor): Promise<BasketCreatedShape> {
    return this.baskets.create(actor);
  }

  /** Grouped by shop, at today's prices. */
  @Get(':id')
  @ApiOkResponse({ type: BasketShape })
  @ApiConflictResponse({ description: '`basket_checked_out`: names the checkout it became' })
  async view(@CurrentActor() actor: Actor, @Param('id') id: BasketId): Promise<BasketShape> {
    return basketShape(await this.baskets.view(actor, id));
  }

  /** Adds to what is already there. */
  @Post(':id/items')
  @ApiCreatedResponse({ type: BasketShape })
  async add(@CurrentActor() actor: Actor, @Param('id') id: BasketId, @Body() { variantId, quantity }: ItemBody): Promise<BasketShape> {
    return basketShape(await this.baskets.add(actor, id, variantId, quantity));
  }

  @Patch(':id/items/:variantId')
  @ApiOkResponse({ type: BasketShape })
  async setQuantity(@CurrentActor() actor: Actor, @Param('id') id: BasketId, @Param('variantId') variantId: string, @Body() { quantity }: QuantityBody): Promise<BasketShape> {
    return basketShape(await this.baskets.setQuantity(actor, id, variantId, quantity));
  }

  @Delete(':id/items/:variantId')
  @ApiOkResponse({ type: BasketShape })
  async remove(@CurrentActor() actor: Actor, @Param('id') id: BasketId, @Param('variantId') variantId: string): Promise<BasketShape> {
    return basketShape(await this.baskets.remove(actor, id, variantId));
  }

  /** What delivery to that address costs, per shop. */
  @Post(':id/delivery-options')
  @HttpCode(200)
  @ApiOkResponse({ type: DeliveryOptionsShape })
  async deliveryOptions(@CurrentActor() actor: Actor, @Param('id') id: BasketId, @Body() { address }: DeliveryOptionsBody): Promise<DeliveryOptionsShape> {
    return deliveryOptionsShape(await this.baskets.deliveryOptions(actor, id, address));
  }
}
