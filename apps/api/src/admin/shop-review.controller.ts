import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { Shops } from '#libs/shop';
import { sellerShop } from '../seller/shop.render.js';
import { SellerShopShape } from '../seller/shop.shapes.js';
import { DecisionBody, SellerShopPage, ShopsQuery } from './admin.shapes.js';

@Controller('admin/shops')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class ShopReviewController {
  constructor(private readonly shops: Shops) {}

  /** Oldest first; `state=in_review` waits for you. */
  @Get()
  @ApiOkResponse({ type: SellerShopPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ShopsQuery): Promise<SellerShopPage> {
    const { items, nextCursor } = await this.shops.list(actor, query.state ?? null, query);
    return { items: items.map(sellerShop), nextCursor };
  }

  @Get(':shopId')
  @ApiOkResponse({ type: SellerShopShape })
  async get(@CurrentActor() actor: Actor, @Param('shopId') shopId: string): Promise<SellerShopShape> {
    return sellerShop(await this.shops.inspect(actor, shopId));
  }

  @Post(':shopId/approval')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`shop_state_forbids`' })
  async approve(@CurrentActor() actor: Actor, @Param('shopId') shopId: string): Promise<void> {
    await this.shops.approve(actor, shopId);
  }

  @Post(':shopId/rejection')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`shop_state_forbids`' })
  async reject(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Body() { reason }: DecisionBody): Promise<void> {
    await this.shops.reject(actor, shopId, reason);
  }

  /** Off the site at once; orders already paid go on. */
  @Post(':shopId/suspension')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`shop_state_forbids`' })
  async suspend(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Body() { reason }: DecisionBody): Promise<void> {
    await this.shops.suspend(actor, shopId, reason);
  }

  @Post(':shopId/reinstatement')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`shop_state_forbids`' })
  async reinstate(@CurrentActor() actor: Actor, @Param('shopId') shopId: string): Promise<void> {
    await this.shops.reinstate(actor, shopId);
  }
}
