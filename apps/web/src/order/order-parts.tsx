import type { OrderCard, OrderStatus, OrderView, TimelineKind } from '#libs/order';
import { instantIn, quantityIn, type Zone } from '../kit/format.js';
import { Price, Said } from '../kit/parts.js';
import { Thumb } from '../kit/picture.js';
import { useReader } from '../kit/reader.js';

const LOOKS: Partial<Record<OrderStatus, string>> = {
  awaiting_payment: 'slow',
  paid: 'slow',
  accepted: 'good',
  packed: 'good',
  shipped: 'good',
  delivered: 'good',
  completed: 'good',
  cancelled: 'bad',
  rejected: 'bad',
  expired: 'bad',
  returned: 'bad',
};

export function StatusTag({ status }: { status: OrderStatus }) {
  const { t } = useReader();
  return <span class={`tag ${LOOKS[status] ?? ''}`}>{t.order.statuses[status]}</span>;
}

export function OrderLines({ order }: { order: OrderView }) {
  const { t, to, locale } = useReader();
  return (
    <ul class="lines compact">
      {order.lines.map((line) => (
        <li key={line.id}>
          <Thumb photoId={line.photoId} />
          <div class="line-words">
            <h3>
              <a href={to(`/produk/${line.productSlug}`)}>
                <Said words={line.productName} />
              </a>
            </h3>
            <p>
              {quantityIn(locale, line.quantity, line.unit)} × <Price amount={line.unitAmount} />
              {line.variantLabel && (
                <>
                  {' '}
                  · <Said words={line.variantLabel} />
                </>
              )}
            </p>
            {line.rejectedQuantity > 0 && <p class="warning">{t.order.rejectedPieces(line.rejectedQuantity)}</p>}
          </div>
          <Price amount={line.totalAmount} />
        </li>
      ))}
    </ul>
  );
}

const BAD: readonly TimelineKind[] = ['cancelled', 'rejected', 'expired', 'lines_rejected', 'refund_failed'];
const WAY = ['accepted', 'packed', 'shipped', 'delivered'] as const;
const AHEAD: Partial<Record<OrderStatus, readonly (typeof WAY)[number][]>> = { paid: WAY, accepted: WAY.slice(1), packed: WAY.slice(2), shipped: WAY.slice(3) };

/** What happened, and what is still to come while the order is on its way. */
export function Timeline({ order, zone }: { order: OrderView; zone: Zone }) {
  const { t, locale } = useReader();
  return (
    <ol class="timeline">
      {order.timeline.map((entry, index) => (
        <li key={index} class={BAD.includes(entry.kind) ? 'bad' : undefined}>
          <p class="strong">{t.order.events[entry.kind]}</p>
          <time dateTime={new Date(entry.at).toISOString()}>
            {instantIn(locale, entry.at, zone)} · {t.order.by[entry.by]}
          </time>
        </li>
      ))}
      {(AHEAD[order.status] ?? []).map((step) => (
        <li key={step} class="ahead">
          <p>{t.order.ahead[step]}</p>
        </li>
      ))}
    </ol>
  );
}

/** A row of a list of orders; `name` is whom the reader deals with. */
export function OrderRow({ card, href, name, zone = 'WIB' }: { card: OrderCard; href: string; name: string; zone?: Zone }) {
  const { t, to, locale } = useReader();
  return (
    <a class="order-card" href={to(href)}>
      <Thumb photoId={card.photoId} />
      <div>
        <p class="strong">
          {name} <span class="soft small">{card.number}</span>
        </p>
        <p class="small">
          <Said words={card.firstLine} />
          {card.lineCount > 1 && <> {t.order.andMore(card.lineCount - 1)}</>} · {t.order.pieces(card.pieces)}
        </p>
        <p class="soft small">{instantIn(locale, card.placedAt, zone)}</p>
      </div>
      <div class="order-end">
        <StatusTag status={card.status} />
        <p>
          <Price amount={card.totalAmount} />
        </p>
      </div>
    </a>
  );
}
