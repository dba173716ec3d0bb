import { Get, Param } from '@nestjs/common';
import { Access, Limited } from '#libs/platform';
import { Showcase } from '#libs/shop';
import { CATALOGUE_READS } from '../kit/limits.js';
import { PageController } from '../kit/page-controller.js';
import { show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { productPage } from './product.view.js';

@PageController('produk')
@Access('public')
@Limited(CATALOGUE_READS)
export class ProductController {
  constructor(private readonly showcase: Showcase) {}

  @Get(':slug')
  async product(@Visiting() visit: Visit, @Param('slug') slug: string): Promise<Reply> {
    return show(productPage(visit.reader, await this.showcase.product(slug)));
  }
}
