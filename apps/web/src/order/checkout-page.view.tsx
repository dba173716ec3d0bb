import { inLocale } from '#libs/platform';
import type { BuyerPayback, CheckoutView, OrderStatus, OrderView } from '#libs/order';
import type { PaymentMethod } from '#libs/payment';
import type { Village } from '#libs/region';
import { FormProblems, Radios } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { instantIn, type Zone } from '../kit/format.js';
import { Price } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { PaybackPanel } from '../transfer/payback.view.js';
import { OrderPanel } from './order-panel.js';

export interface CheckoutPageData {
  checkout: CheckoutView;
  methods: readonly PaymentMethod[];
  village: Village | null;
  isGuest: boolean;
  /** What goes back by hand; absent when nothing does. */
  payback?: BuyerPayback | null;
}

/** One payment, several parcels: what is to be paid, and a timeline per shop. */
export function checkoutOrderPage({ t, locale }: Reader, data: CheckoutPageData, form: FormState = emptyForm()): View {
  const { checkout, village } = data;
  const zone = village?.timeZone ?? 'WIB';
  return {
    title: t.order.checkout(checkout.number),
    isPublic: false,
    body: (
      <div class="wrap">
        <div class="page-head">
          <h1>{t.order.checkout(checkout.number)}</h1>
          <p class="soft">{t.order.placedAt(instantIn(locale, checkout.placedAt, zone))}</p>
        </div>
        <FormProblems form={form} idSuffix={typeof form.typed.orderId === 'string' ? `-${form.typed.orderId}` : ''} />
        <PayPanel data={data} form={form} zone={zone} />
        {data.payback && <PaybackPanel checkoutId={checkout.id} payback={data.payback} />}
        <div class="columns with-side">
          <div>
            {checkout.orders.map((order) => (
              <OrderPanel key={order.id} order={order} zone={zone} form={form} />
            ))}
          </div>
          <div class="side-sticky stack">
            <Sums checkout={checkout} />
            <Destination checkout={checkout} village={village} />
            {data.isGuest && <p class="note small">{t.order.guestLink}</p>}
          </div>
        </div>
      </div>
    ),
  };
}

/** The gateway has been visited or asked, and its answer is on the way. */
function isUnderWay({ status, payment }: CheckoutView): boolean {
  return status === 'awaiting_payment' && payment?.status === 'captured';
}

/** Something is still to be made or sent. */
const ON_ITS_WAY: readonly OrderStatus[] = ['paid', 'accepted', 'packed', 'shipped'];

function PayPanel({ data: { checkout, methods }, form, zone }: { data: CheckoutPageData; form: FormState; zone: Zone }) {
  const { t, to, here, locale } = useReader();
  const { status, payment } = checkout;
  if (status === 'paid') {
    // Later on the timelines say it all; thanks for an order that was turned down would be wrong.
    if (!checkout.orders.some((order) => ON_ITS_WAY.includes(order.status))) return null;
    return (
      <section class="panel pay-box">
        <h2>{t.order.paidTitle}</h2>
        <p class="soft">{t.order.paidText}</p>
      </section>
    );
  }
  if (status === 'expired')
    return (
      <section class="panel pay-box">
        <h2>{t.order.expiredTitle}</h2>
        <p class="soft">{t.order.expiredText}</p>
      </section>
    );
  if (status === 'cancelled')
    return (
      <section class="panel pay-box">
        <h2>{t.order.cancelledTitle}</h2>
      </section>
    );
  if (isUnderWay(checkout))
    return (
      <section class="panel pay-box">
        <h2>{t.order.payTitle}</h2>
        <p role="status">{t.order.payUnderWay}</p>
        <a class="button quiet" href={to(here)}>
          {t.order.lookAgain}
        </a>
      </section>
    );
  const hasFailed = payment?.status === 'failed' || payment?.status === 'expired';
  return (
    <section class="panel pay-box">
      <h2>{t.order.payTitle}</h2>
      <p class="total">
        <Price amount={checkout.totalAmount} />
      </p>
      <p class="soft">{t.order.payBy(instantIn(locale, checkout.expiresAt, zone))}</p>
      {hasFailed && (
        <p class="note" role="status">
          {t.order.payFailed}
        </p>
      )}
      {payment?.status === 'pending' && payment.action ? (
        <>
          <PayNow checkout={checkout} url={payment.action.url} />
          <OtherWay checkout={checkout} methods={methods} form={form} />
        </>
      ) : (
        <PayAgain checkout={checkout} methods={methods} form={form} />
      )}
    </section>
  );
}

/** Folded away: who has begun to pay one way may still change their mind. */
function OtherWay({ checkout, methods, form }: { checkout: CheckoutView; methods: readonly PaymentMethod[]; form: FormState }) {
  const { t } = useReader();
  const others = methods.filter(({ code }) => code !== checkout.payment?.method);
  if (others.length === 0) return null;
  return (
    <details class="more" open={form.errors.method !== undefined}>
      <summary>{t.transfer.otherWay}</summary>
      <PayAgain checkout={checkout} methods={others} form={form} />
    </details>
  );
}

function PayNow({ checkout, url }: { checkout: CheckoutView; url: string }) {
  const { t, to, here } = useReader();
  if (checkout.payment?.method === 'bank_transfer')
    return (
      <a class="button" href={to(`/pesanan/${checkout.id}/transfer`)}>
        {t.transfer.see}
      </a>
    );
  return (
    <>
      <a class="button" href={url}>
        {t.order.pay}
      </a>
      <p class="soft small">
        {t.order.paidAlready} <a href={to(here)}>{t.order.lookAgain}</a>
      </p>
    </>
  );
}

function PayAgain({ checkout, methods, form }: { checkout: CheckoutView; methods: readonly PaymentMethod[]; form: FormState }) {
  const { t, to, locale } = useReader();
  if (methods.length === 0) return <p class="note">{t.checkout.noMethods}</p>;
  return (
    <form class="form" method="post" action={to(`/pesanan/${checkout.id}/bayar`)}>
      <Radios
        form={form}
        name="method"
        label={t.order.payMethod}
        required
        value={methods.find(({ code }) => code === checkout.payment?.method)?.code ?? methods[0]!.code}
        choices={methods.map((method) => ({ value: method.code, label: inLocale(method.name, locale) }))}
      />
      <button class="button wide" type="submit">
        {t.order.payAgain}
      </button>
    </form>
  );
}

function Sums({ checkout }: { checkout: CheckoutView }) {
  const { t } = useReader();
  const refunded = checkout.orders.reduce((sum: number, order: OrderView) => sum + order.refundedAmount, 0);
  return (
    <section class="panel">
      <dl class="sums">
        <div>
          <dt>{t.checkout.goods}</dt>
          <dd>
            <Price amount={checkout.itemsAmount} />
          </dd>
        </div>
        <div>
          <dt>{t.checkout.deliveryTotal}</dt>
          <dd>
            <Price amount={checkout.deliveryAmount} />
          </dd>
        </div>
        <div class="total">
          <dt>{t.order.paidTotal}</dt>
          <dd>
            <Price amount={checkout.totalAmount} />
          </dd>
        </div>
        {refunded > 0 && (
          <div>
            <dt>{t.order.refunded}</dt>
            <dd>
              <Price amount={refunded} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Destination({ checkout: { address }, village }: { checkout: CheckoutView; village: Village | null }) {
  const { t } = useReader();
  return (
    <section class="panel">
      <h2>{t.order.to}</h2>
      <address>
        <strong>{address.recipientName}</strong>
        <br />
        {address.line1}
        <br />
        {village && (
          <>
            {village.name}, {t.place.district(village.districtName)}
            <br />
            {village.regencyName}, {village.provinceName} {address.postalCode}
            <br />
          </>
        )}
        {address.phone}
      </address>
    </section>
  );
}
