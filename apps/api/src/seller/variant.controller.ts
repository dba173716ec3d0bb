import { Body, Controller, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, InvalidInput } from '#libs/platform';
import { AUDIENCES, Catalogue, type Audience } from '#libs/shop';
import { newVariant, sellerProduct, tiersOf, variantChanges } from './product.render.js';
import { SellerProductShape, TiersBody, VariantBody, VariantPatch } from './product.shapes.js';

/** Every answer is the whole product, as its page shows it. */
@Controller('seller/shops/:shopId/products/:productId/variants')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class VariantController {
  constructor(private readonly catalogue: Catalogue) {}

  @Post()
  @ApiCreatedResponse({ type: SellerProductShape })
  @ApiConflictResponse({ description: '`sku_taken`, `too_many_variants`' })
  async add(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: VariantBody): Promise<SellerProductShape> {
    await this.catalogue.addVariant(actor, shopId, productId, newVariant(body));
    return this.product(actor, shopId, productId);
  }

  @Patch(':variantId')
  @ApiOkResponse({ type: SellerProductShape })
  @ApiConflictResponse({ description: '`sku_taken`' })
  async edit(
    @CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Param('variantId') variantId: string, @Body() body: VariantPatch,
  ): Promise<SellerProductShape> {
    await this.catalogue.editVariant(actor, shopId, productId, variantId, variantChanges(body));
    return this.product(actor, shopId, productId);
  }

  /** No longer sold. */
  @Post(':variantId/archive')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerProductShape })
  async archive(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Param('variantId') variantId: string): Promise<SellerProductShape> {
    await this.catalogue.setVariantState(actor, shopId, productId, variantId, 'archived');
    return this.product(actor, shopId, productId);
  }

  /** Sold again. */
  @Post(':variantId/restoration')
  @HttpCode(200)
  @ApiOkResponse({ type: SellerProductShape })
  async restore(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Param('variantId') variantId: string): Promise<SellerProductShape> {
    await this.catalogue.setVariantState(actor, shopId, productId, variantId, 'active');
    return this.product(actor, shopId, productId);
  }

  /** Lower prices for more at once, for everybody (`retail`) or for resellers (`reseller`). */
  @Put(':variantId/tiers/:audience')
  @ApiOkResponse({ type: SellerProductShape })
  async setTiers(
    @CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Param('variantId') variantId: string,
    @Param('audience') audience: string, @Body() { tiers }: TiersBody,
  ): Promise<SellerProductShape> {
    await this.catalogue.setTiers(actor, shopId, productId, variantId, audienceOf(audience), tiersOf(tiers));
    return this.product(actor, shopId, productId);
  }

  private async product(actor: Actor, shopId: string, productId: string): Promise<SellerProductShape> {
    return sellerProduct(await this.catalogue.get(actor, shopId, productId), actor.locale);
  }
}

function audienceOf(text: string): Audience {
  const audience = AUDIENCES.find((each) => each === text);
  if (!audience) throw InvalidInput.at('/audience', { id: 'Pilih retail atau reseller', en: 'Choose retail or reseller' });
  return audience;
}
