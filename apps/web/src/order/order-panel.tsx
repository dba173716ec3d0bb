import type { OrderView } from '#libs/order';
import { courierLabel } from '../checkout/delivery-choice.js';
import { TextArea } from '../kit/form.js';
import type { FormState } from '../kit/form-state.js';
import { dayIn, type Zone } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { Price } from '../kit/parts.js';
import { useReader } from '../kit/reader.js';
import { OrderLines, StatusTag, Timeline } from './order-parts.js';

/** One shop's order as its buyer sees it, with what can be done now. */
export function OrderPanel({ order, zone, form }: { order: OrderView; zone: Zone; form: FormState }) {
  const { t, to } = useReader();
  return (
    <section class="panel" aria-labelledby={`order-${order.id}`}>
      <div class="panel-head">
        <h2 id={`order-${order.id}`}>
          <a href={to(`/toko/${order.shopSlug}`)}>{order.shopName}</a>
        </h2>
        <StatusTag status={order.status} />
      </div>
      <p class="soft small">
        {order.number}
        {order.closedReason && <> · {t.order.closedReason(order.closedReason)}</>}
      </p>
      <OrderLines order={order} />
      <dl class="sums">
        <div>
          <dt>
            {t.order.delivery}: {courierLabel(t, order.delivery)}
          </dt>
          <dd>
            <Price amount={order.deliveryAmount} />
          </dd>
        </div>
        <div class="total">
          <dt>{t.order.total}</dt>
          <dd>
            <Price amount={order.totalAmount} />
          </dd>
        </div>
        {order.refundedAmount > 0 && (
          <div>
            <dt>{t.order.refunded}</dt>
            <dd>
              <Price amount={order.refundedAmount} />
            </dd>
          </div>
        )}
      </dl>
      {order.parcels.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
      <Timeline order={order} zone={zone} />
      <Choices order={order} zone={zone} form={form} />
    </section>
  );
}

function Parcel({ parcel }: { parcel: OrderView['parcels'][number] }) {
  const { t } = useReader();
  return (
    <p class="note parcel">
      <Icon name="truck" />
      <span>
        {t.order.sentBy(parcel.courierName)}
        {parcel.waybill && (
          <>
            <br />
            {t.order.waybill}: <strong class="numbers">{parcel.waybill}</strong>
          </>
        )}
      </span>
    </p>
  );
}

function Choices({ order, zone, form }: { order: OrderView; zone: Zone; form: FormState }) {
  const { t, to, locale } = useReader();
  const path = `/pesanan/${order.checkoutId}/${order.id}`;
  return (
    <>
      {order.choices.receive && (
        <form class="form" method="post" action={to(`${path}/terima`)}>
          <button class="button wide" type="submit">
            <Icon name="check" />
            {t.order.receive}
          </button>
          <p class="soft small">
            {t.order.receiveNote}
            {order.completesAt && <> {t.order.completesAt(dayIn(locale, order.completesAt, zone))}</>}
          </p>
        </form>
      )}
      {order.choices.cancel && (
        <details class="more" open={form.typed.orderId === order.id}>
          <summary>{t.order.cancel}</summary>
          <form class="form" method="post" action={to(`${path}/batal`)}>
            <input type="hidden" name="orderId" value={order.id} />
            <TextArea
              form={form.typed.orderId === order.id ? form : { typed: {}, errors: {} }}
              name="reason"
              idSuffix={`-${order.id}`}
              label={t.order.cancelAsk}
              required
              maxLength={500}
              rows={2}
            />
            <p class="soft small">{t.order.cancelNote}</p>
            <button class="button danger" type="submit">
              {t.order.cancel}
            </button>
          </form>
        </details>
      )}
    </>
  );
}
