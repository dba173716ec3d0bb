import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Access, text } from '#libs/platform';
import { Regions } from '#libs/region';
import { Catalogue, Certificates, Photos, Shops } from '#libs/shop';
import { readForm, submit } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { certificateApprovalsPage, productApprovalPage, productApprovalsPage, shopApprovalsPage, type Decision } from './approvals.view.js';

class CursorForm {
  @text(1, 500, { optional: true }) cursor?: string;
}

class NothingForm {}

class ReasonForm {
  @text(3, 500) reason!: string;
}

const PAGE = 20;

/** Shops, products and certificates that wait for a yes or a no. */
@PageController('admin')
@Access('admin')
export class ApprovalsController {
  constructor(
    private readonly shops: Shops,
    private readonly catalogue: Catalogue,
    private readonly certificates: Certificates,
    private readonly photos: Photos,
    private readonly regions: Regions,
  ) {}

  @Get('toko')
  async waitingShops(@Visiting() visit: Visit, @Query() query: unknown): Promise<Reply> {
    return show(await this.shopPage(visit, null, await readForm(CursorForm, query)));
  }

  @Post('toko/:id/setuju')
  @HttpCode(303)
  approveShop(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = this.done('/admin/toko', 'approved', () => this.shops.approve(visit.actor, id));
    return submit(NothingForm, body, visit.reader.locale, act, (form) => this.shopPage(visit, { subject: id, form }));
  }

  @Post('toko/:id/kembalikan')
  @HttpCode(303)
  returnShop(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = this.done('/admin/toko', 'declined', ({ reason }: ReasonForm) => this.shops.reject(visit.actor, id, reason));
    return submit(ReasonForm, body, visit.reader.locale, act, (form) => this.shopPage(visit, { subject: id, form }));
  }

  @Get('produk')
  async waitingProducts(@Visiting() { actor, reader }: Visit, @Query() query: unknown): Promise<Reply> {
    const { cursor } = await readForm(CursorForm, query);
    return show(productApprovalsPage(reader, await this.catalogue.review(actor, { state: 'in_review' }, { limit: PAGE, ...(cursor ? { cursor } : {}) })));
  }

  @Get('produk/:id')
  async product(@Visiting() visit: Visit, @Param('id') id: string): Promise<Reply> {
    return show(await this.productPage(visit, id));
  }

  @Post('produk/:id/setuju')
  @HttpCode(303)
  approveProduct(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = this.done('/admin/produk', 'approved', () => this.catalogue.approve(visit.actor, id));
    return submit(NothingForm, body, visit.reader.locale, act, (form) => this.productPage(visit, id, { subject: id, form }));
  }

  @Post('produk/:id/kembalikan')
  @HttpCode(303)
  returnProduct(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = this.done('/admin/produk', 'declined', ({ reason }: ReasonForm) => this.catalogue.reject(visit.actor, id, reason));
    return submit(ReasonForm, body, visit.reader.locale, act, (form) => this.productPage(visit, id, { subject: id, form }));
  }

  @Get('sertifikat')
  async waitingCertificates(@Visiting() visit: Visit, @Query() query: unknown): Promise<Reply> {
    return show(await this.certificatePage(visit, null, await readForm(CursorForm, query)));
  }

  @Post('sertifikat/:id/setuju')
  @HttpCode(303)
  verify(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = this.done('/admin/sertifikat', 'approved', () => this.certificates.verify(visit.actor, id));
    return submit(NothingForm, body, visit.reader.locale, act, (form) => this.certificatePage(visit, { subject: id, form }));
  }

  @Post('sertifikat/:id/kembalikan')
  @HttpCode(303)
  returnCertificate(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = this.done('/admin/sertifikat', 'declined', ({ reason }: ReasonForm) => this.certificates.reject(visit.actor, id, reason));
    return submit(ReasonForm, body, visit.reader.locale, act, (form) => this.certificatePage(visit, { subject: id, form }));
  }

  private done<T>(back: string, told: string, act: (form: T) => Promise<void>): (form: T) => Promise<Reply> {
    return async (form) => {
      await act(form);
      return seeOther(back, { told });
    };
  }

  private async shopPage({ actor, reader }: Visit, refused: Decision | null, { cursor }: CursorForm = {}): Promise<View> {
    const shops = await this.shops.list(actor, 'in_review', { limit: PAGE, ...(cursor ? { cursor } : {}) });
    const villages = await this.regions.villages(shops.items.map((shop) => shop.villageCode));
    return shopApprovalsPage(reader, shops, new Map(villages.map((village) => [village.code, village])), refused);
  }

  private async productPage({ actor, reader }: Visit, id: string, refused: Decision | null = null): Promise<View> {
    const product = await this.catalogue.inspect(actor, id);
    const photos = (await this.photos.ofProducts([id])).get(id) ?? [];
    return productApprovalPage(reader, product, photos, refused);
  }

  private async certificatePage({ actor, reader }: Visit, refused: Decision | null, { cursor }: CursorForm = {}): Promise<View> {
    return certificateApprovalsPage(
      reader,
      await this.certificates.list(actor, { state: 'unverified' }, { limit: PAGE, ...(cursor ? { cursor } : {}) }),
      refused,
    );
  }
}
