import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Access, text } from '#libs/platform';
import { Catalogue, leafCategory, Photos, Shops } from '#libs/shop';
import { readForm, submit, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { newProductPage, productEditorPage, type Refused } from './product-editor.view.js';
import { ProductForm, productDetails, productField } from './product-form.js';
import { pickCategoryPage, productsPage } from './products.view.js';
import { renamed } from './renamed.js';

class ListForm {
  @text(1, 500, { optional: true }) cursor?: string;
  @text(1, 60, { optional: true }) category?: string;
}

class NothingForm {}

/** The shop's products: list, a new one, its words and facts, and whether it is sold. */
@PageController('desk/:shopId/produk')
@Access('shop')
export class DeskProductController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly photos: Photos,
    private readonly shops: Shops,
  ) {}

  @Get()
  async list(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(ListForm, query);
    const shop = await this.shops.get(visit.actor, shopId);
    return show(productsPage(visit.reader, shop, await this.catalogue.list(visit.actor, shopId, {}, { limit: 30, ...(cursor ? { cursor } : {}) })));
  }

  @Get('baru')
  async blank(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Query() query: unknown): Promise<Reply> {
    const { category: path } = await readForm(ListForm, query);
    const shop = await this.shops.get(visit.actor, shopId);
    const category = path ? leafCategory(path) : null;
    return show(category ? newProductPage(visit.reader, shop, category) : pickCategoryPage(visit.reader, shop));
  }

  @Post('baru')
  @HttpCode(303)
  create(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (form: ProductForm): Promise<Reply> => {
      const productId = await this.catalogue.create(visit.actor, shopId, productDetails(form, null));
      return seeOther(`/desk/${shopId}/produk/${productId}`, { told: 'saved' });
    };
    return submit(ProductForm, body, visit.reader.locale, act, async (form) => {
      const shop = await this.shops.get(visit.actor, shopId);
      const category = leafCategory(String(form.typed.category));
      return category ? newProductPage(visit.reader, shop, category, renamed(form, productField)) : pickCategoryPage(visit.reader, shop);
    });
  }

  @Get(':productId')
  async product(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<Reply> {
    return show(await this.page(visit, shopId, productId));
  }

  @Post(':productId')
  @HttpCode(303)
  save(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (form: ProductForm): Promise<Reply> => {
      const before = await this.catalogue.get(visit.actor, shopId, productId);
      await this.catalogue.edit(visit.actor, shopId, productId, productDetails(form, before));
      return seeOther(`/desk/${shopId}/produk/${productId}`, { told: 'saved' });
    };
    return submit(ProductForm, body, visit.reader.locale, act, (form) =>
      this.page(visit, shopId, productId, { section: 'details', form: renamed(form, productField) }),
    );
  }

  @Post(':productId/ajukan')
  @HttpCode(303)
  offer(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(visit, shopId, productId, body, 'productSubmitted', () => this.catalogue.submit(visit.actor, shopId, productId));
  }

  @Post(':productId/jeda')
  @HttpCode(303)
  pause(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(visit, shopId, productId, body, 'saved', () => this.catalogue.pause(visit.actor, shopId, productId));
  }

  @Post(':productId/lanjut')
  @HttpCode(303)
  resume(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: unknown): Promise<Reply> {
    return this.step(visit, shopId, productId, body, 'saved', () => this.catalogue.resume(visit.actor, shopId, productId));
  }

  private step(visit: Visit, shopId: string, productId: string, body: unknown, told: string, act: () => Promise<void>): Promise<Reply> {
    const done = async (): Promise<Reply> => {
      await act();
      return seeOther(`/desk/${shopId}/produk/${productId}`, { told });
    };
    const again = (form: FormState) => this.page(visit, shopId, productId, { section: 'state', form });
    return submit(NothingForm, body, visit.reader.locale, done, again);
  }

  private async page({ actor, reader }: Visit, shopId: string, productId: string, refused: Refused | null = null): Promise<View> {
    const shop = await this.shops.get(actor, shopId);
    const product = await this.catalogue.get(actor, shopId, productId);
    const photos = (await this.photos.ofProducts([productId])).get(productId) ?? [];
    return productEditorPage(reader, { shop, product, photos }, refused);
  }
}
