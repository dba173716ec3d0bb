import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Access } from '#libs/platform';
import { Regions } from '#libs/region';
import { Certificates, Shops } from '#libs/shop';
import { submit, typedIn, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { CertificateForm, RegisterForm, ShopForm } from './shop-editor.forms.js';
import { registerPage, shopEditorPage } from './shop-editor.view.js';

const FOUND = 12;

/** Opening a shop and writing about it. */
@PageController('desk')
export class ShopEditorController {
  constructor(
    private readonly shops: Shops,
    private readonly certificates: Certificates,
    private readonly regions: Regions,
  ) {}

  @Get('baru')
  @Access('signed-in')
  register(@Visiting() visit: Visit): Reply {
    return show(registerPage(visit.reader, { village: null, found: null }));
  }

  /** Searching for the village shows the form again; the rest makes the shop. */
  @Post('baru')
  @Access('signed-in')
  @HttpCode(303)
  async open(@Visiting() visit: Visit, @Body() body: unknown): Promise<Reply> {
    const typed = typedIn(body);
    if (typed.step !== 'save') return show(await this.registerAgain(visit, { typed, errors: {} }));
    const act = async ({ name, villageCode, addressLine, contactPhone }: RegisterForm): Promise<Reply> => {
      const shopId = await this.shops.register(visit.actor, {
        name,
        villageCode,
        ...(addressLine ? { addressLine } : {}),
        ...(contactPhone ? { contactPhone } : {}),
      });
      return seeOther(`/desk/${shopId}/produk/baru`, { told: 'shopRegistered' });
    };
    return submit(RegisterForm, body, visit.reader.locale, act, (form) => this.registerAgain(visit, form));
  }

  @Get(':shopId/toko')
  @Access('shop')
  async shop(@Visiting() visit: Visit, @Param('shopId') shopId: string): Promise<Reply> {
    return show(await this.editor(visit, shopId));
  }

  @Post(':shopId/toko')
  @Access('shop')
  @HttpCode(303)
  save(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (form: ShopForm): Promise<Reply> => {
      await this.shops.edit(visit.actor, shopId, detailsOf(form));
      return seeOther(`/desk/${shopId}/toko`, { told: 'saved' });
    };
    return submit(ShopForm, body, visit.reader.locale, act, (form) => this.editor(visit, shopId, { section: 'details', form }));
  }

  @Post(':shopId/toko/ajukan')
  @Access('shop')
  @HttpCode(303)
  submit(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Body() body: unknown): Promise<Reply> {
    // The button stands below the details, so whatever was typed there comes along and is kept, also when the shop may not be submitted yet.
    const act = async (form: ShopForm): Promise<Reply> => {
      await this.shops.edit(visit.actor, shopId, detailsOf(form));
      await this.shops.submit(visit.actor, shopId);
      return seeOther(`/desk/${shopId}`, { told: 'shopSubmitted' });
    };
    return submit(ShopForm, body, visit.reader.locale, act, (form) => this.editor(visit, shopId, { section: 'details', form }));
  }

  @Post(':shopId/toko/sertifikat')
  @Access('shop')
  @HttpCode(303)
  addCertificate(@Visiting() visit: Visit, @Param('shopId') shopId: string, @Body() body: unknown): Promise<Reply> {
    const act = async ({ kind, number, holderName, expiresOn }: CertificateForm): Promise<Reply> => {
      await this.certificates.add(visit.actor, shopId, { kind, number, holderName, issuer: null, issuedOn: null, expiresOn: expiresOn ?? null }, null);
      return seeOther(`/desk/${shopId}/toko`, { told: 'saved' });
    };
    return submit(CertificateForm, body, visit.reader.locale, act, (form) => this.editor(visit, shopId, { section: 'certificate', form }));
  }

  private async editor({ actor, reader }: Visit, shopId: string, refused: Parameters<typeof shopEditorPage>[2] = null): Promise<View> {
    const shop = await this.shops.get(actor, shopId);
    const village = await this.regions.village(shop.villageCode);
    const certificates = (await this.certificates.ofShop(actor, shopId, { limit: 50 })).items;
    return shopEditorPage(reader, { shop, village, certificates }, refused);
  }

  private async registerAgain({ reader }: Visit, form: FormState): Promise<View> {
    const { village: typedName, villageCode, step } = form.typed;
    const q = typeof typedName === 'string' ? typedName.trim() : '';
    const code = step === 'find' || typeof villageCode !== 'string' ? '' : villageCode;
    const village = code ? await this.regions.village(code) : null;
    const found = village || q === '' ? null : (await this.regions.search({ q, limit: FOUND })).items;
    return registerPage(reader, { village, found }, form);
  }
}

function detailsOf({ storyId, storyEn, nib, holidayFrom, holidayUntil, ...rest }: ShopForm) {
  const story = storyId ? { id: storyId, ...(storyEn ? { en: storyEn } : {}) } : null;
  return { ...rest, story, nib: nib ?? null, holidayFrom: holidayFrom ?? null, holidayUntil: holidayUntil ?? null };
}
