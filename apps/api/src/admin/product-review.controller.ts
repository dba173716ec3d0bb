import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { Catalogue } from '#libs/shop';
import { sellerProduct, sellerProducts } from '../seller/product.render.js';
import { ProductsQuery, SellerProductPage, SellerProductShape } from '../seller/product.shapes.js';
import { DecisionBody } from './admin.shapes.js';

@Controller('admin/products')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class ProductReviewController {
  constructor(private readonly catalogue: Catalogue) {}

  /** Newest first; `state=in_review` waits for you. */
  @Get()
  @ApiOkResponse({ type: SellerProductPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ProductsQuery): Promise<SellerProductPage> {
    return sellerProducts(await this.catalogue.review(actor, { ...(query.state ? { state: query.state } : {}) }, query));
  }

  @Get(':productId')
  @ApiOkResponse({ type: SellerProductShape })
  async get(@CurrentActor() actor: Actor, @Param('productId') productId: string): Promise<SellerProductShape> {
    return sellerProduct(await this.catalogue.inspect(actor, productId), actor.locale);
  }

  @Post(':productId/approval')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`product_state_forbids`, `shop_not_active`' })
  @ApiUnprocessableEntityResponse({ description: '`not_ready_to_publish`' })
  async approve(@CurrentActor() actor: Actor, @Param('productId') productId: string): Promise<void> {
    await this.catalogue.approve(actor, productId);
  }

  @Post(':productId/rejection')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`product_state_forbids`' })
  async reject(@CurrentActor() actor: Actor, @Param('productId') productId: string, @Body() { reason }: DecisionBody): Promise<void> {
    await this.catalogue.reject(actor, productId, reason);
  }
}
