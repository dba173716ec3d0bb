import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { Access, idOf, integerText, NotFound } from '#libs/platform';
import { Baskets, type BasketId, type BasketView } from '#libs/order';
import { Showcase } from '#libs/shop';
import { BuyingForm } from '../catalogue/catalogue.forms.js';
import { productPage } from '../catalogue/product.view.js';
import { submit } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { BasketOf } from './basket-of.js';
import { basketPage } from './basket.view.js';

class QuantityForm {
  @idOf('var') variantId!: string;
  @integerText(1, 9999) quantity!: number;
}

class RemovalForm {
  @idOf('var') variantId!: string;
}

@PageController('keranjang')
@Access('public')
export class BasketController {
  constructor(
    private readonly baskets: Baskets,
    private readonly basketOf: BasketOf,
    private readonly showcase: Showcase,
  ) {}

  @Get()
  async basket(@Visiting() visit: Visit): Promise<Reply> {
    const basket = await this.view(visit);
    const reader = { ...visit.reader, basketCount: basket?.itemCount ?? 0 };
    return show(basketPage(reader, basket), { cookies: this.basketOf.cookies(visit, basket) });
  }

  @Post('barang')
  @HttpCode(303)
  add(@Visiting() visit: Visit, @Body() body: unknown): Promise<Reply> {
    const act = async ({ variantId, quantity }: BuyingForm): Promise<Reply> => {
      const { id, token } = await this.basketOf.orNew(visit);
      const basket = await this.baskets.add(visit.holding('basket', token), id, variantId, quantity);
      return seeOther('/keranjang', { told: 'basketAdded', cookies: this.basketOf.cookies(visit, basket, token) });
    };
    return submit(BuyingForm, body, visit.reader.locale, act, async (form) => {
      const { productSlug } = form.typed;
      if (typeof productSlug !== 'string') throw new NotFound();
      return productPage(visit.reader, await this.showcase.product(productSlug), form);
    });
  }

  @Post('jumlah')
  @HttpCode(303)
  quantity(@Visiting() visit: Visit, @Body() body: unknown): Promise<Reply> {
    const act = async ({ variantId, quantity }: QuantityForm): Promise<Reply> => {
      const basket = await this.baskets.setQuantity(visit.actor, await this.existing(visit), variantId, quantity);
      return seeOther('/keranjang', { told: 'basketChanged', cookies: this.basketOf.cookies(visit, basket) });
    };
    return submit(QuantityForm, body, visit.reader.locale, act, async (form) => basketPage(visit.reader, await this.view(visit), form));
  }

  @Post('hapus')
  @HttpCode(303)
  remove(@Visiting() visit: Visit, @Body() body: unknown): Promise<Reply> {
    const act = async ({ variantId }: RemovalForm): Promise<Reply> => {
      const basket = await this.baskets.remove(visit.actor, await this.existing(visit), variantId);
      return seeOther('/keranjang', { told: 'basketRemoved', cookies: this.basketOf.cookies(visit, basket) });
    };
    return submit(RemovalForm, body, visit.reader.locale, act, async (form) => basketPage(visit.reader, await this.view(visit), form));
  }

  private async view(visit: Visit): Promise<BasketView | null> {
    const id = await this.basketOf.current(visit);
    return id ? this.baskets.view(visit.actor, id) : null;
  }

  private async existing(visit: Visit): Promise<BasketId> {
    const id = await this.basketOf.current(visit);
    if (!id) throw new NotFound();
    return id;
  }
}
