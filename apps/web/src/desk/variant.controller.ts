import { Body, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Access, Limited, Problem } from '#libs/platform';
import { Catalogue, Photos, Shops, Stock } from '#libs/shop';
import { refusedForm, submit, type FormState } from '../kit/form-state.js';
import { PICTURE_UPLOADS } from '../kit/limits.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { productEditorPage, type Refused } from './product-editor.view.js';
import { renamed } from './renamed.js';
import { uploadedPhoto, type UploadRequest } from './uploaded-photo.js';
import { TierForm, tiersOf, VariantForm, variantDetails, variantField } from './variant-form.js';

class NothingForm {}

const FIRST_COUNT = 'Stok awal';

/** The choices and the photos of one product. */
@PageController('desk/:shopId/produk/:productId')
@Access('shop')
export class DeskVariantController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly photos: Photos,
    private readonly shops: Shops,
    private readonly stock: Stock,
  ) {}

  @Post('varian')
  @HttpCode(303)
  add(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (form: VariantForm): Promise<Reply> => {
      const variantId = await this.catalogue.addVariant(visit.actor, shopId, productId, variantDetails(form, null));
      if (form.onHand) await this.stock.count(visit.actor, shopId, variantId, { onHand: form.onHand, reason: FIRST_COUNT });
      return saved(shopId, productId);
    };
    return submit(VariantForm, body, visit.reader.locale, act, (form) =>
      this.page(visit, shopId, productId, { section: 'variant', form: renamed(form, variantField) }),
    );
  }

  @Post('varian/:variantId')
  @HttpCode(303)
  edit(
    @Visiting() visit: Visit,
    @Param('shopId') shopId: string,
    @Param('productId') productId: string,
    @Param('variantId') variantId: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    const act = async (form: VariantForm): Promise<Reply> => {
      const before = (await this.catalogue.get(visit.actor, shopId, productId)).variants.find((variant) => variant.id === variantId) ?? null;
      await this.catalogue.editVariant(visit.actor, shopId, productId, variantId, variantDetails(form, before));
      return saved(shopId, productId);
    };
    return submit(VariantForm, body, visit.reader.locale, act, (form) =>
      this.page(visit, shopId, productId, { section: 'variant', variantId, form: renamed(form, variantField) }),
    );
  }

  @Post('varian/:variantId/harga')
  @HttpCode(303)
  tiers(
    @Visiting() visit: Visit,
    @Param('shopId') shopId: string,
    @Param('productId') productId: string,
    @Param('variantId') variantId: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    const act = async (form: TierForm): Promise<Reply> => {
      await this.catalogue.setTiers(visit.actor, shopId, productId, variantId, 'retail', tiersOf(form));
      return saved(shopId, productId);
    };
    return submit(TierForm, body, visit.reader.locale, act, (form) =>
      this.page(visit, shopId, productId, { section: 'tiers', variantId, form: renamed(form, variantField) }),
    );
  }

  @Post('varian/:variantId/henti')
  @HttpCode(303)
  archive(
    @Visiting() visit: Visit,
    @Param('shopId') shopId: string,
    @Param('productId') productId: string,
    @Param('variantId') variantId: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    return this.plain(visit, shopId, productId, body, () => this.catalogue.setVariantState(visit.actor, shopId, productId, variantId, 'archived'));
  }

  @Post('varian/:variantId/jual')
  @HttpCode(303)
  revive(
    @Visiting() visit: Visit,
    @Param('shopId') shopId: string,
    @Param('productId') productId: string,
    @Param('variantId') variantId: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    return this.plain(visit, shopId, productId, body, () => this.catalogue.setVariantState(visit.actor, shopId, productId, variantId, 'active'));
  }

  /** A multipart form: read only after the guard has let the actor in. */
  @Post('foto')
  @HttpCode(303)
  @Limited(PICTURE_UPLOADS)
  async addPhoto(
    @Visiting() visit: Visit,
    @Param('shopId') shopId: string,
    @Param('productId') productId: string,
    @Req() request: UploadRequest,
  ): Promise<Reply> {
    try {
      await this.photos.add(visit.actor, shopId, productId, await uploadedPhoto(request));
      return saved(shopId, productId, 'photoAdded');
    } catch (thrown) {
      if (!(thrown instanceof Problem) || ![400, 409, 413, 422].includes(thrown.status)) throw thrown;
      const form = refusedForm({ photo: '' }, thrown, visit.reader.locale);
      return show(await this.page(visit, shopId, productId, { section: 'photo', form }), { status: thrown.status });
    }
  }

  @Post('foto/:photoId/hapus')
  @HttpCode(303)
  removePhoto(
    @Visiting() visit: Visit,
    @Param('shopId') shopId: string,
    @Param('productId') productId: string,
    @Param('photoId') photoId: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    return this.plain(visit, shopId, productId, body, () => this.photos.remove(visit.actor, shopId, productId, photoId), 'photoRemoved');
  }

  private plain(visit: Visit, shopId: string, productId: string, body: unknown, act: () => Promise<void>, told = 'saved'): Promise<Reply> {
    const done = async (): Promise<Reply> => {
      await act();
      return saved(shopId, productId, told);
    };
    return submit(NothingForm, body, visit.reader.locale, done, (form: FormState) => this.page(visit, shopId, productId, { section: 'state', form }));
  }

  private async page({ actor, reader }: Visit, shopId: string, productId: string, refused: Refused): Promise<View> {
    const shop = await this.shops.get(actor, shopId);
    const product = await this.catalogue.get(actor, shopId, productId);
    const photos = (await this.photos.ofProducts([productId])).get(productId) ?? [];
    return productEditorPage(reader, { shop, product, photos }, refused);
  }
}

function saved(shopId: string, productId: string, told = 'saved'): Reply {
  return seeOther(`/desk/${shopId}/produk/${productId}`, { told });
}
