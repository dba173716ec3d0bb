import { Get, Param, Query } from '@nestjs/common';
import { Access, Limited, NotFound, text } from '#libs/platform';
import { Regions } from '#libs/region';
import { Showcase } from '#libs/shop';
import { readForm } from '../kit/form-state.js';
import { CATALOGUE_READS } from '../kit/limits.js';
import { PageController } from '../kit/page-controller.js';
import { show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { aboutPage } from './about.view.js';
import { directoryPage } from './directory.view.js';
import { sentraPage } from './sentra.view.js';
import { shopPage } from './shop.view.js';
import { villagePage } from './village.view.js';

class DirectoryForm {
  @text(1, 100, { optional: true }) q?: string;
  @text(1, 500, { optional: true }) cursor?: string;
}

class CursorForm {
  @text(1, 500, { optional: true }) cursor?: string;
}

const PAGE = 24;

/** Where things come from: villages, shops, sentra. */
@PageController()
@Access('public')
@Limited(CATALOGUE_READS)
export class PlaceController {
  constructor(
    private readonly showcase: Showcase,
    private readonly regions: Regions,
  ) {}

  @Get('desa')
  async directory(@Visiting() visit: Visit, @Query() query: unknown): Promise<Reply> {
    const { q, cursor } = await readForm(DirectoryForm, query);
    const featured = await this.showcase.featuredVillages(48);
    const found = q ? await this.regions.search({ q, cursor, limit: 20 }) : null;
    return show(directoryPage(visit.reader, { q: q ?? '', found, featured }));
  }

  @Get('desa/:code')
  async village(@Visiting() visit: Visit, @Param('code') code: string, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(CursorForm, query);
    const village = await this.regions.village(code);
    if (!village) throw new NotFound();
    const makers = await this.showcase.makers(code);
    const { items, nextCursor } = await this.showcase.list({ village: code, cursor, limit: PAGE });
    return show(villagePage(visit.reader, { village, makers, products: items, nextCursor }));
  }

  @Get('toko/:slug')
  async shop(@Visiting() visit: Visit, @Param('slug') slug: string, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(CursorForm, query);
    const shop = await this.showcase.shop(slug);
    const { items, nextCursor } = await this.showcase.list({ shop: shop.id, cursor, limit: PAGE });
    return show(shopPage(visit.reader, { shop, products: items, nextCursor }));
  }

  @Get('sentra/:slug')
  async sentra(@Visiting() visit: Visit, @Param('slug') slug: string): Promise<Reply> {
    return show(sentraPage(visit.reader, await this.showcase.sentra(slug)));
  }

  @Get('tentang')
  about(@Visiting() visit: Visit): Reply {
    return show(aboutPage(visit.reader));
  }
}
