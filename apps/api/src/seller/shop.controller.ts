import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { Shops } from '#libs/shop';
import { sellerShop } from './shop.render.js';
import { SellerShopListShape, SellerShopShape, ShopBody, ShopIdShape, ShopPatch } from './shop.shapes.js';

@Controller('seller/shops')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class SellerShopController {
  constructor(private readonly shops: Shops) {}

  /** The shops that you own or work for. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: SellerShopListShape })
  async list(@CurrentActor() actor: Actor): Promise<SellerShopListShape> {
    return { items: (await this.shops.of(actor)).map(sellerShop) };
  }

  /** Opens a draft shop; you become its owner. */
  @Post()
  @Access('signed-in')
  @ApiCreatedResponse({ type: ShopIdShape })
  @ApiUnprocessableEntityResponse({ description: '`unknown_village`' })
  @ApiConflictResponse({ description: '`too_many_shops`' })
  async register(@CurrentActor() actor: Actor, @Body() details: ShopBody): Promise<ShopIdShape> {
    return { id: await this.shops.register(actor, details) };
  }

  @Get(':shopId')
  @ApiOkResponse({ type: SellerShopShape })
  async get(@CurrentActor() actor: Actor, @Param('shopId') shopId: string): Promise<SellerShopShape> {
    return sellerShop(await this.shops.get(actor, shopId));
  }

  /** For its owners. */
  @Patch(':shopId')
  @ApiOkResponse({ type: SellerShopShape })
  async edit(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Body() changes: ShopPatch): Promise<SellerShopShape> {
    await this.shops.edit(actor, shopId, changes);
    return this.get(actor, shopId);
  }

  /** Asks for the first approval. */
  @Post(':shopId/submission')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerShopShape })
  @ApiUnprocessableEntityResponse({ description: '`not_ready_for_review` with what is missing' })
  @ApiConflictResponse({ description: '`shop_state_forbids`' })
  async submit(@CurrentActor() actor: Actor, @Param('shopId') shopId: string): Promise<SellerShopShape> {
    await this.shops.submit(actor, shopId);
    return this.get(actor, shopId);
  }
}
