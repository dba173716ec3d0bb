import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Access, text, type Id } from '#libs/platform';
import { Notices } from '#libs/notice';
import { OrderDesk } from '#libs/order';
import { Payments } from '#libs/payment';
import { Catalogue, Shops } from '#libs/shop';
import { readForm, submit } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { chooseShopPage, noticesPage } from './desk.view.js';
import { todayPage } from './today.view.js';

class CursorForm {
  @text(1, 500, { optional: true }) cursor?: string;
}

class NothingForm {}

const SHOWN_NOTICES = 5;

/** The way into the desk, and its first page. */
@PageController('desk')
export class DeskController {
  constructor(
    private readonly shops: Shops,
    private readonly catalogue: Catalogue,
    private readonly orders: OrderDesk,
    private readonly payments: Payments,
    private readonly notices: Notices,
  ) {}

  /** Who has one shop goes straight to it. */
  @Get()
  @Access('signed-in')
  async enter(@Visiting() visit: Visit): Promise<Reply> {
    const shops = await this.shops.of(visit.actor);
    const [first, ...others] = shops;
    if (!first) return seeOther('/desk/baru');
    return others.length === 0 ? seeOther(`/desk/${first.id}`) : show(chooseShopPage(visit.reader, shops));
  }

  @Get(':shopId')
  @Access('shop')
  async today(@Visiting() visit: Visit, @Param('shopId') shopId: string): Promise<Reply> {
    const { actor, reader } = visit;
    const shop = await this.shops.get(actor, shopId);
    const [counts, waiting, toPack, balance, notices, products] = await Promise.all([
      this.orders.counts(actor, shopId),
      this.orders.list(actor, shopId, { status: 'paid', limit: 20 }),
      this.orders.toPack(actor, shopId),
      this.payments.balance(shopId as Id<'shp'>),
      this.notices.inbox(actor, { shopId }, { limit: SHOWN_NOTICES }),
      this.catalogue.list(actor, shopId, {}, { limit: 1 }),
    ]);
    return show(todayPage(reader, { shop, counts, toAccept: [...waiting.items].reverse(), toPack, balance, notices, hasProducts: products.items.length > 0 }));
  }

  @Get(':shopId/kabar')
  @Access('shop')
  async news(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(CursorForm, query);
    const shop = await this.shops.get(visit.actor, shopId);
    return show(noticesPage(visit.reader, shop, await this.notices.inbox(visit.actor, { shopId }, cursor ? { cursor } : {})));
  }

  @Post(':shopId/kabar/dibaca')
  @Access('shop')
  @HttpCode(303)
  read(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (): Promise<Reply> => {
      await this.notices.markAllRead(visit.actor, { shopId });
      return seeOther(`/desk/${shopId}/kabar`, { told: 'noticesRead' });
    };
    return submit(NothingForm, body, visit.reader.locale, act, async () =>
      noticesPage(visit.reader, await this.shops.get(visit.actor, shopId), { items: [], nextCursor: null }),
    );
  }
}
