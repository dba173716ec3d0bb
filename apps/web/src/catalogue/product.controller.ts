import { Get, Param } from '@nestjs/common';
import { Access } from '#libs/platform';
import { Showcase } from '#libs/shop';
import { PageController } from '../kit/page-controller.js';
import { show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { productPage } from './product.view.js';

@PageController('produk')
@Access('public')
export class ProductController {
  constructor(private readonly showcase: Showcase) {}

  @Get(':slug')
  async product(@Visiting() visit: Visit, @Param('slug') slug: string): Promise<Reply> {
    return show(productPage(visit.reader, await this.showcase.product(slug)));
  }
}
