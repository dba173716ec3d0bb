import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { Catalogue } from '#libs/shop';
import { productDetails, sellerProduct, sellerProducts } from './product.render.js';
import { ProductBody, ProductPatch, ProductsQuery, SellerProductPage, SellerProductShape } from './product.shapes.js';

@Controller('seller/shops/:shopId/products')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class SellerProductController {
  constructor(private readonly catalogue: Catalogue) {}

  /** Newest first. */
  @Get()
  @ApiOkResponse({ type: SellerProductPage })
  async list(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Query() query: ProductsQuery): Promise<SellerProductPage> {
    return sellerProducts(await this.catalogue.list(actor, shopId, { ...(query.state ? { state: query.state } : {}) }, query));
  }

  /** A new draft. */
  @Post()
  @ApiCreatedResponse({ type: SellerProductShape })
  async create(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Body() body: ProductBody): Promise<SellerProductShape> {
    return this.get(actor, shopId, await this.catalogue.create(actor, shopId, productDetails(body)));
  }

  @Get(':productId')
  @ApiOkResponse({ type: SellerProductShape })
  async get(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<SellerProductShape> {
    return sellerProduct(await this.catalogue.get(actor, shopId, productId), actor.locale);
  }

  /** What is listed changes at once; another category goes to the reviewers again. */
  @Patch(':productId')
  @ApiOkResponse({ type: SellerProductShape })
  @ApiUnprocessableEntityResponse({ description: '`not_ready_to_publish`: what is listed must stay complete' })
  async edit(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: ProductPatch): Promise<SellerProductShape> {
    await this.catalogue.edit(actor, shopId, productId, productDetails(body));
    return this.get(actor, shopId, productId);
  }

  /** To the reviewers, or straight to the shelves when its category was approved before. */
  @Post(':productId/submission')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerProductShape })
  @ApiUnprocessableEntityResponse({ description: '`not_ready_to_publish` with everything that is missing' })
  @ApiConflictResponse({ description: '`product_state_forbids`, `shop_not_active`' })
  async submit(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<SellerProductShape> {
    await this.catalogue.submit(actor, shopId, productId);
    return this.get(actor, shopId, productId);
  }

  /** Off the shelves for a while. */
  @Post(':productId/pause')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerProductShape })
  @ApiConflictResponse({ description: '`product_state_forbids`' })
  async pause(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<SellerProductShape> {
    await this.catalogue.pause(actor, shopId, productId);
    return this.get(actor, shopId, productId);
  }

  /** Back on the shelves. */
  @Post(':productId/resumption')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerProductShape })
  @ApiUnprocessableEntityResponse({ description: '`not_ready_to_publish`, for example without a valid certificate' })
  @ApiConflictResponse({ description: '`product_state_forbids`' })
  async resume(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<SellerProductShape> {
    await this.catalogue.resume(actor, shopId, productId);
    return this.get(actor, shopId, productId);
  }

  /** For good. */
  @Post(':productId/archive')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerProductShape })
  @ApiConflictResponse({ description: '`product_state_forbids`' })
  async archive(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<SellerProductShape> {
    await this.catalogue.archive(actor, shopId, productId);
    return this.get(actor, shopId, productId);
  }
}
