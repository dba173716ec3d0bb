import { Get } from '@nestjs/common';
import { Access, Limited } from '#libs/platform';
import { Showcase } from '#libs/shop';
import { CATALOGUE_READS } from '../kit/limits.js';
import { PageController } from '../kit/page-controller.js';
import { show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { homePage } from './home.view.js';

@PageController()
@Access('public')
@Limited(CATALOGUE_READS)
export class HomeController {
  constructor(private readonly showcase: Showcase) {}

  @Get()
  async home(@Visiting() visit: Visit): Promise<Reply> {
    return show(homePage(visit.reader, await this.showcase.home()));
  }
}
