import { inLocale, Money } from '#libs/platform';
import type { BasketView, DeliveryOption } from '#libs/order';
import type { PaymentMethod } from '#libs/payment';
import type { Village } from '#libs/region';
import { FormProblems, Radios, TextField } from '../kit/form.js';
import type { FormState } from '../kit/form-state.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { choiceValue, courierLabel } from './delivery-choice.js';
import { Summary } from './summary.js';
import { VillagePicker } from './village-picker.js';

const SHOWN_OPTIONS = 5;

export interface CheckoutData {
  basket: BasketView;
  village: Village | null;
  /** What the search for a village found; null when nothing was searched. */
  found: readonly Village[] | null;
  /** Per shop, cheapest first; null until a village is chosen. */
  deliveries: readonly { shopId: string; options: readonly DeliveryOption[]; chosen: DeliveryOption | null }[] | null;
  methods: readonly PaymentMethod[];
  isSignedIn: boolean;
}

/** Everything on one page: who, where, how, and the total before anything is placed. Each step keeps what was typed. */
export function checkoutPage({ t, to }: Reader, data: CheckoutData, form: FormState): View {
  return {
    title: t.checkout.title,
    isPublic: false,
    body: (
      <div class="wrap">
        <div class="page-head">
          <h1>{t.checkout.title}</h1>
        </div>
        <FormProblems form={form} />
        <form method="post" action={to('/pesan')} class="columns with-side">
          <div>
            <Contact form={form} isSignedIn={data.isSignedIn} />
            <Address form={form} data={data} />
            <Delivery form={form} data={data} />
            <Payment form={form} data={data} />
          </div>
          <Summary data={data} />
        </form>
      </div>
    ),
  };
}

function Contact({ form, isSignedIn }: { form: FormState; isSignedIn: boolean }) {
  const { t, to } = useReader();
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>
          <span class="step-number" aria-hidden="true">
            1
          </span>
          {t.checkout.contact}
        </h2>
        {!isSignedIn && (
          <span class="small">
            {t.checkout.guest} <a href={to('/masuk?kembali=/pesan')}>{t.checkout.signIn}</a>
          </span>
        )}
      </div>
      <div class="form">
        <TextField form={form} name="name" label={t.checkout.name} autocomplete="name" required maxLength={100} minLength={2} />
        <div class="form-row">
          <TextField form={form} name="email" label={t.checkout.email} hint={t.checkout.emailHint} type="email" autocomplete="email" required maxLength={254} />
          <TextField form={form} name="phone" label={t.checkout.phone} hint={t.checkout.phoneHint} type="tel" autocomplete="tel" required maxLength={25} />
        </div>
      </div>
    </section>
  );
}

function Address({ form, data }: { form: FormState; data: CheckoutData }) {
  const { t, to } = useReader();
  return (
    <section class="panel">
      <h2>
        <span class="step-number" aria-hidden="true">
          2
        </span>
        {t.checkout.address}
      </h2>
      <div class="form">
        <TextField form={form} name="line1" label={t.checkout.line1} autocomplete="address-line1" required maxLength={200} minLength={3} />
        <VillagePicker path="/pesan" form={form} village={data.village} found={data.found} />
        <TextField form={form} name="postalCode" label={t.checkout.postalCode} autocomplete="postal-code" inputMode="numeric" maxLength={5} />
        {data.village === null && data.found !== null && data.found.length > 0 && (
          <button class="button" type="submit" name="step" value="price" formaction={to('/pesan#delivery')} formnovalidate>
            {t.checkout.toDelivery}
          </button>
        )}
      </div>
    </section>
  );
}

function Delivery({ form, data }: { form: FormState; data: CheckoutData }) {
  const { t, to, locale } = useReader();
  const days = ({ min, max }: { min: number; max: number }) => (max === 0 ? t.checkout.daysNow : t.checkout.days(min, max));
  return (
    <section class="panel" id="delivery">
      <h2>
        <span class="step-number" aria-hidden="true">
          3
        </span>
        {t.checkout.delivery}
      </h2>
      {data.deliveries === null && <p class="soft">{t.checkout.deliveryFirst}</p>}
      <div class="form">
        {data.deliveries?.map(({ shopId, options, chosen }) =>
          options.length === 0 ? (
            <p key={shopId} class="note">
              {nameOf(data.basket, shopId)}: {t.checkout.noDelivery}
            </p>
          ) : (
            <Radios
              key={shopId}
              form={{ ...form, typed: {} }}
              name={`delivery.${shopId}`}
              label={t.checkout.deliveryOf(nameOf(data.basket, shopId))}
              required
              value={chosen ? choiceValue(chosen) : undefined}
              shown={SHOWN_OPTIONS}
              more={t.checkout.moreOptions}
              choices={options.map((option) => ({
                value: choiceValue(option),
                label: courierLabel(t, option),
                detail: (
                  <>
                    {days(option.days)} · <span class="price">{Money.of(option.priceAmount).format(locale)}</span>
                  </>
                ),
              }))}
            />
          ),
        )}
        {data.deliveries !== null && (
          <button class="button quiet compact" type="submit" name="step" value="price" formaction={to('/pesan#delivery')} formnovalidate>
            {t.checkout.recount}
          </button>
        )}
      </div>
    </section>
  );
}

function nameOf(basket: BasketView, shopId: string): string {
  return basket.shops.find((shop) => shop.shopId === shopId)?.shopName ?? '';
}

function Payment({ form, data }: { form: FormState; data: CheckoutData }) {
  const { t, locale } = useReader();
  return (
    <section class="panel">
      <h2>
        <span class="step-number" aria-hidden="true">
          4
        </span>
        {t.checkout.payment}
      </h2>
      {data.methods.length === 0 ? (
        <p class="note">{t.checkout.noMethods}</p>
      ) : (
        <Radios
          form={form}
          name="method"
          label={t.order.payMethod}
          required
          value={data.methods[0]!.code}
          choices={data.methods.map((method) => ({ value: method.code, label: inLocale(method.name, locale), detail: inLocale(method.description, locale) }))}
        />
      )}
    </section>
  );
}
