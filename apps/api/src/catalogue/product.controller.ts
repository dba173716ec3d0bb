import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Limited } from '#libs/platform';
import { Showcase } from '#libs/shop';
import { listShape, productShape } from './catalogue.render.js';
import { ProductListShape, ProductQuery } from './catalogue.shapes.js';
import { CATALOGUE_READS } from './catalogue.limits.js';
import { ProductShape } from './product.shapes.js';

@Controller('products')
@ApiTags('catalogue')
@Access('public')
@Limited(CATALOGUE_READS)
export class ProductController {
  constructor(private readonly showcase: Showcase) {}

  /** What is for sale. Without words the newest first, with words the most relevant. */
  @Get()
  @ApiOkResponse({ type: ProductListShape })
  async list(@CurrentActor() actor: Actor, @Query() query: ProductQuery): Promise<ProductListShape> {
    return listShape(await this.showcase.list(query), actor.locale);
  }

  @Get(':idOrSlug')
  @ApiOkResponse({ type: ProductShape })
  async get(@CurrentActor() actor: Actor, @Param('idOrSlug') idOrSlug: string): Promise<ProductShape> {
    return productShape(await this.showcase.product(idOrSlug), actor.locale);
  }
}
