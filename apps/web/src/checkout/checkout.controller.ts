import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { Access, Conflict, Money, Problem } from '#libs/platform';
import { BasketCheckedOut, Checkouts, TotalChanged, type BasketId, type CheckoutId } from '#libs/order';
import { BasketOf } from '../basket/basket-of.js';
import { readForm, refusedForm, typedIn, type FormState, type Typed } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Redirection, type Reply } from '../kit/reply.js';
import { Visiting, withOrderKey, type Visit } from '../kit/visit.js';
import { CheckoutDesk } from './checkout-desk.js';
import { CheckoutForm } from './checkout.forms.js';
import { checkoutPage } from './checkout.view.js';
import { quoteIdOf } from './delivery-choice.js';

const A_YEAR = 365 * 24 * 3600;

/** The fields of the form by what the order calls them. */
const FIELDS: Record<string, string> = {
  'contact.name': 'name',
  'address.recipientName': 'name',
  'contact.email': 'email',
  'contact.phone': 'phone',
  'address.phone': 'phone',
  'address.line1': 'line1',
  'address.villageCode': 'villageCode',
  'address.postalCode': 'postalCode',
  'payment.method': 'method',
};

@PageController('pesan')
@Access('public')
export class CheckoutController {
  constructor(
    private readonly checkouts: Checkouts,
    private readonly desk: CheckoutDesk,
    private readonly basketOf: BasketOf,
  ) {}

  @Get()
  async form(@Visiting() visit: Visit): Promise<Reply> {
    const { name, email } = visit.actor;
    return this.again(visit, { typed: { ...(name ? { name } : {}), ...(email ? { email } : {}) }, errors: {} }, 200);
  }

  /** Searching and pricing only show the page again, with everything typed; placing leads to the payment. */
  @Post()
  @HttpCode(200)
  async post(@Visiting() visit: Visit, @Body() body: unknown): Promise<Reply> {
    const typed = typedIn(body);
    if (typed.step !== 'place') return this.again(visit, { typed, errors: {} }, 200);
    try {
      return await this.place(visit, await readForm(CheckoutForm, body));
    } catch (thrown) {
      if (thrown instanceof BasketCheckedOut) return this.placedBefore(visit, thrown);
      if (!(thrown instanceof Problem) || ![400, 409, 422, 429].includes(thrown.status)) throw thrown;
      return this.again(visit, this.refused(visit, typed, thrown), thrown.status);
    }
  }

  private async place(visit: Visit, form: CheckoutForm): Promise<Reply> {
    const basketId = await this.basketOf.current(visit);
    if (!basketId) return seeOther('/keranjang');
    const { name, email, phone, line1, villageCode, postalCode, delivery, method, shown } = form;
    const placed = await this.checkouts.place(visit.actor, {
      basketId,
      contact: { name, email, phone },
      address: { recipientName: name, phone, line1, villageCode, ...(postalCode ? { postalCode } : {}) },
      delivery: Object.fromEntries(Object.entries(delivery).map(([shopId, choice]) => [shopId, quoteIdOf(String(choice))])),
      payment: { method },
      expectedTotal: shown,
    });
    return this.leave(visit, placed.payment.action?.url ?? `/pesanan/${placed.id}`, placed.id, placed.token);
  }

  /** Pressed twice: the second one goes to the same order, and its browser may open it as well. */
  private placedBefore(visit: Visit, { spec }: BasketCheckedOut): Redirection {
    const checkoutId = String(spec.extra?.checkoutId) as CheckoutId;
    return this.leave(visit, `/pesanan/${checkoutId}`, checkoutId, visit.actor.isSignedIn ? null : this.checkouts.tokenOf(checkoutId));
  }

  private leave(visit: Visit, location: string, checkoutId: CheckoutId, token: string | null): Redirection {
    const keys = token ? [{ name: 'orders', value: withOrderKey(visit.cookie('orders'), checkoutId, token), maxAgeSeconds: A_YEAR }] : [];
    return seeOther(location, { cookies: [...keys, ...this.basketOf.forgotten()] });
  }

  private async again(visit: Visit, form: FormState, status: number): Promise<Reply> {
    const basketId: BasketId | null = await this.basketOf.current(visit);
    const data = basketId && (await this.desk.prepare(visit, basketId, form));
    if (!data) return seeOther('/keranjang');
    return show(checkoutPage(visit.reader, data, form), { status });
  }

  private refused(visit: Visit, typed: Typed, problem: Problem): FormState {
    const { locale, t } = visit.reader;
    const form = refusedForm(typed, problem, locale);
    const errors = Object.fromEntries(Object.entries(form.errors).map(([name, message]) => [FIELDS[name] ?? name, message]));
    if (errors.villageCode) {
      delete errors.villageCode;
      errors[typed.village ? 'villageCode' : 'village'] = t.checkout.villageMissing;
    }
    if (errors.phone) errors.phone = t.checkout.phoneWrong;
    if (problem instanceof TotalChanged) return { ...form, errors, refusal: t.checkout.totalMoved(this.totalIn(problem, locale)) };
    return { ...form, errors };
  }

  private totalIn({ spec }: Conflict, locale: 'id' | 'en'): string {
    const total = spec.extra?.total as { amount: number } | undefined;
    return Money.of(total?.amount ?? 0).format(locale);
  }
}
