import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Access, idOf, integerText, text } from '#libs/platform';
import { Shops, Stock } from '#libs/shop';
import { readForm, submit } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { stockPage } from './stock.view.js';

class CursorForm {
  @text(1, 500, { optional: true }) cursor?: string;
}

class CountForm {
  @idOf('var') variantId!: string;
  @integerText(0, 1_000_000) onHand!: number;
  @text(1, 200) reason!: string;
}

const PAGE = 50;

@PageController('desk/:shopId/stok')
@Access('shop')
export class DeskStockController {
  constructor(
    private readonly stock: Stock,
    private readonly shops: Shops,
  ) {}

  @Get()
  async levels(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(CursorForm, query);
    const shop = await this.shops.get(visit.actor, shopId);
    return show(stockPage(visit.reader, shop, await this.stock.levels(visit.actor, shopId, { limit: PAGE, ...(cursor ? { cursor } : {}) })));
  }

  @Post()
  @HttpCode(303)
  count(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Body() body: unknown): Promise<Reply> {
    const act = async ({ variantId, onHand, reason }: CountForm): Promise<Reply> => {
      await this.stock.count(visit.actor, shopId, variantId, { onHand, reason });
      return seeOther(`/desk/${shopId}/stok#${variantId}`, { told: 'stockCounted' });
    };
    return submit(CountForm, body, visit.reader.locale, act, async (form) => {
      const shop = await this.shops.get(visit.actor, shopId);
      return stockPage(visit.reader, shop, await this.stock.levels(visit.actor, shopId, { limit: PAGE }), form);
    });
  }
}
