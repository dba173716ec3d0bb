import { ORDER_STATUSES, type OrderCard, type OrderStatus, type OrderView } from '#libs/order';
import type { Page } from '#libs/platform';
import { timeZoneOf, type Village } from '#libs/region';
import type { CourierService } from '#libs/shipping';
import type { ShopView } from '#libs/shop';
import { courierLabel } from '../checkout/delivery-choice.js';
import { FormProblems, Select, TextArea, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { instantIn, type Zone } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { Act, NextPage, Price } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { OrderLines, OrderRow, StatusTag, Timeline } from '../order/order-parts.js';
import { DeskHead, deskPage } from './desk-frame.js';

const LISTED: readonly OrderStatus[] = ['paid', 'accepted', 'packed', 'shipped', 'delivered', 'completed', 'cancelled'];

export function deskOrdersPage(reader: Reader, shop: ShopView, orders: Page<OrderCard>, status: OrderStatus | undefined): View {
  const { t, to } = reader;
  const path = `/desk/${shop.id}/pesanan`;
  return deskPage(reader, shop, 'orders', {
    body: (
      <>
        <DeskHead title={t.desk.orders} />
        <nav class="sorts" aria-label={t.desk.orders}>
          <a href={to(path)} aria-current={status === undefined ? 'true' : undefined}>
            {t.desk.allOrders}
          </a>
          {ORDER_STATUSES.filter((each) => LISTED.includes(each)).map((each) => (
            <a key={each} href={to(`${path}?status=${each}`)} aria-current={each === status ? 'true' : undefined}>
              {t.order.statuses[each]}
            </a>
          ))}
        </nav>
        {orders.items.length === 0 ? (
          <div class="empty">
            <p>{t.desk.noOrders}</p>
          </div>
        ) : (
          <div class="order-cards">
            {orders.items.map((card) => (
              <OrderRow key={card.id} card={card} href={`${path}/${card.id}`} name={card.buyerName} zone={timeZoneOf(shop.villageCode)} />
            ))}
          </div>
        )}
        <NextPage cursor={orders.nextCursor} label={t.desk.next} />
      </>
    ),
  });
}

export interface DeskOrderData {
  shop: ShopView;
  order: OrderView;
  village: Village | null;
  services: readonly CourierService[];
}

export function deskOrderPage(reader: Reader, data: DeskOrderData, form: FormState = emptyForm()): View {
  const { t, locale } = reader;
  const { shop, order, village } = data;
  const zone = timeZoneOf(shop.villageCode);
  return deskPage(reader, shop, 'orders', {
    title: t.desk.order(order.number),
    body: (
      <>
        <DeskHead title={t.desk.order(order.number)}>
          <StatusTag status={order.status} />
        </DeskHead>
        <p class="soft">
          {t.order.placedAt(instantIn(locale, order.placedAt, zone))}
          {order.acceptBy && order.choices.accept && <> · {t.desk.answerBy(instantIn(locale, order.acceptBy, zone))}</>}
        </p>
        <FormProblems form={form} />
        <div class="columns with-side">
          <div>
            <section class="panel">
              <h2>{t.order.items}</h2>
              <OrderLines order={order} />
              <Sums order={order} />
            </section>
            <Steps data={data} form={form} />
          </div>
          <div>
            <Buyer order={order} village={village} />
            <TimelinePanel order={order} zone={zone} />
          </div>
        </div>
      </>
    ),
  });
}

function Sums({ order }: { order: OrderView }) {
  const { t } = useReader();
  return (
    <dl class="sums">
      <div>
        <dt>{courierLabel(t, order.delivery)}</dt>
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
  );
}

function Buyer({ order, village }: { order: OrderView; village: Village | null }) {
  const { t } = useReader();
  const { address, buyer } = order;
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
      <p class="actions">
        <a
          class="button quiet compact"
          href={`https://wa.me/${address.phone.replace(/\D/g, '')}?text=${encodeURIComponent(t.desk.chatText(buyer.name, order.number))}`}
          rel="noreferrer"
        >
          <Icon name="chat" />
          {t.desk.chatBuyer}
        </a>
      </p>
    </section>
  );
}

function TimelinePanel({ order, zone }: { order: OrderView; zone: Zone }) {
  return (
    <section class="panel">
      <Timeline order={order} zone={zone} />
    </section>
  );
}

/** Only what can be done now. */
function Steps({ data: { shop, order, services }, form }: { data: DeskOrderData; form: FormState }) {
  const { t, to } = useReader();
  const path = `/desk/${shop.id}/pesanan/${order.id}`;
  const { choices } = order;
  return (
    <>
      {choices.accept && (
        <section class="panel">
          <p class="soft">{t.desk.acceptNote}</p>
          <Act action={`${path}/terima`} label={t.desk.accept} look="wide" />
        </section>
      )}
      {choices.pack && (
        <section class="panel">
          <Act action={`${path}/kemas`} label={t.desk.pack} look="wide" />
        </section>
      )}
      {choices.ship && <ShipForm path={path} order={order} services={services} form={form} />}
      {choices.deliver &&
        order.parcels
          .filter((parcel) => !parcel.deliveredAt)
          .map((parcel) => (
            <section class="panel" key={parcel.id}>
              <p>
                {t.order.sentBy(parcel.courierName)} <strong class="numbers">{parcel.waybill}</strong>
              </p>
              <p class="soft">{t.desk.deliveredNote}</p>
              <Act action={`${path}/sampai`} kept={{ parcelId: parcel.id }} label={t.desk.delivered} look="quiet" />
            </section>
          ))}
      {choices.reject && (
        <details class="panel" open={form.errors.reason !== undefined}>
          <summary>{t.desk.reject}</summary>
          <form class="form" method="post" action={to(`${path}/tolak`)}>
            <TextArea form={form} name="reason" label={t.desk.rejectReason} required maxLength={500} rows={2} />
            <p class="soft small">{t.desk.rejectNote}</p>
            <button class="button danger" type="submit">
              {t.desk.reject}
            </button>
          </form>
        </details>
      )}
    </>
  );
}

function ShipForm({ path, order, services, form }: { path: string; order: OrderView; services: readonly CourierService[]; form: FormState }) {
  const { t, to } = useReader();
  const { delivery } = order;
  return (
    <form class="panel form" id="kirim" method="post" action={to(`${path}/kirim`)}>
      <h2>{t.desk.ship}</h2>
      <Select
        form={form}
        name="service"
        label={t.desk.courier}
        required
        hint={t.desk.chosenByBuyer(courierLabel(t, delivery))}
        value={`${delivery.courier}:${delivery.service}`}
        choices={services.map((each) => ({ value: `${each.courier}:${each.service}`, label: courierLabel(t, each) }))}
      />
      <TextField form={form} name="waybill" label={t.desk.waybill} hint={t.desk.waybillHint} sometimes maxLength={40} />
      <button class="button wide" type="submit">
        <Icon name="truck" />
        {t.desk.shipButton}
      </button>
    </form>
  );
}
