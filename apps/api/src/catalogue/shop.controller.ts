import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Limited } from '#libs/platform';
import { Showcase } from '#libs/shop';
import { CATALOGUE_READS } from './catalogue.limits.js';
import { sentraShape, shopShape } from './catalogue.render.js';
import { SentraShape, ShopShape } from './product.shapes.js';

@Controller('shops')
@ApiTags('catalogue')
@Access('public')
@Limited(CATALOGUE_READS)
export class ShopController {
  constructor(private readonly showcase: Showcase) {}

  /** A storefront; its products are `/products?shop=…`. */
  @Get(':idOrSlug')
  @ApiOkResponse({ type: ShopShape })
  async get(@Param('idOrSlug') idOrSlug: string): Promise<ShopShape> {
    return shopShape(await this.showcase.shop(idOrSlug));
  }
}

@Controller('sentras')
@ApiTags('catalogue')
@Access('public')
@Limited(CATALOGUE_READS)
export class SentraController {
  constructor(private readonly showcase: Showcase) {}

  /** A cluster of craft businesses with its members. */
  @Get(':slug')
  @ApiOkResponse({ type: SentraShape })
  async get(@Param('slug') slug: string): Promise<SentraShape> {
    return sentraShape(await this.showcase.sentra(slug));
  }
}
