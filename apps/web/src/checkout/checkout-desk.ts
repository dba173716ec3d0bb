import { Injectable } from '@nestjs/common';
import { Baskets, BasketCheckedOut, Checkouts, type BasketId, type BasketView } from '#libs/order';
import { Problem } from '#libs/platform';
import { Regions, type Village } from '#libs/region';
import type { FormState } from '../kit/form-state.js';
import type { Visit } from '../kit/visit.js';
import type { CheckoutData } from './checkout.view.js';
import { chosenOption } from './delivery-choice.js';

const FOUND = 12;

/** Gathers what the checkout page shows for what has been typed so far. */
@Injectable()
export class CheckoutDesk {
  constructor(
    private readonly baskets: Baskets,
    private readonly checkouts: Checkouts,
    private readonly regions: Regions,
  ) {}

  /** Null when there is nothing in the basket to check out. */
  async prepare(visit: Visit, basketId: BasketId, form: FormState): Promise<CheckoutData | null> {
    const basket = await this.openBasket(visit, basketId);
    if (!basket || basket.shops.length === 0) return null;
    const { typed } = form;
    const isSearching = typed.step === 'find' && textOf(typed.village) !== '';
    const code = isSearching ? '' : textOf(typed.villageCode);
    const village = /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/.test(code) ? await this.regions.village(code) : null;
    const found = village || textOf(typed.village) === '' ? null : (await this.regions.search({ q: textOf(typed.village), limit: FOUND })).items;
    return {
      basket,
      village,
      found,
      deliveries: village && (await this.deliveries(visit, basketId, form, village)),
      methods: await this.checkouts.paymentMethods(visit.actor, basketId),
      isSignedIn: visit.actor.isSignedIn,
    };
  }

  private async openBasket(visit: Visit, basketId: BasketId): Promise<BasketView | null> {
    try {
      return await this.baskets.view(visit.actor, basketId);
    } catch (thrown) {
      if (thrown instanceof BasketCheckedOut) return null;
      throw thrown;
    }
  }

  /** Priced for the village alone: the rest of the address moves no price. A refusal is shown on the page. */
  private async deliveries({ actor, reader }: Visit, basketId: BasketId, form: FormState, village: Village): Promise<CheckoutData['deliveries']> {
    const address = { recipientName: 'Penerima', phone: '+6280000000000', line1: village.name.padEnd(3), villageCode: village.code };
    try {
      const shops = await this.baskets.deliveryOptions(actor, basketId, address);
      return shops.map(({ shopId, options }) => ({ shopId, options, chosen: chosenOption(options, textOf(form.typed[`delivery.${shopId}`])) }));
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.status !== 422) throw thrown;
      const { title, detail } = thrown.spec;
      form.refusal ??= (detail ?? title)[reader.locale] ?? title.id;
      return null;
    }
  }
}

function textOf(typed: string | string[] | undefined): string {
  return typeof typed === 'string' ? typed.trim() : '';
}
