import type { NoticeView } from '#libs/notice';
import type { DeskCounts, OrderCard, PackingRow } from '#libs/order';
import type { Balance } from '#libs/payment';
import type { Page } from '#libs/platform';
import { timeZoneOf, type TimeZone } from '#libs/region';
import type { ShopView } from '#libs/shop';
import { dayIn, instantIn } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { Act, Price, Said } from '../kit/parts.js';
import { Thumb } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { StatusTag } from '../order/order-parts.js';
import { DeskHead, deskPage } from './desk-frame.js';

export interface TodayData {
  shop: ShopView;
  counts: DeskCounts;
  /** Paid and waiting for an answer, oldest first. */
  toAccept: readonly OrderCard[];
  toPack: readonly PackingRow[];
  balance: Balance;
  notices: Page<NoticeView>;
  hasProducts: boolean;
}

/** What to do now, two taps from the next parcel. */
export function todayPage(reader: Reader, data: TodayData): View {
  const { t } = reader;
  const { shop, counts, toAccept, toPack } = data;
  const isIdle = toAccept.length === 0 && toPack.length === 0;
  return deskPage(reader, shop, 'today', {
    body: (
      <>
        <DeskHead title={t.desk.hello(shop.name)}>
          <span class={`tag ${shop.state === 'active' ? 'good' : 'slow'}`}>{t.desk.states[shop.state]}</span>
        </DeskHead>
        {(shop.state === 'draft' || shop.state === 'in_review' || !data.hasProducts) && <Readiness shop={shop} hasProducts={data.hasProducts} />}
        <Figures shopId={shop.id} counts={counts} balance={data.balance} />
        <p class="soft small">{t.desk.moneyNote}</p>
        {toAccept.length > 0 && (
          <section class="panel">
            <h2>{t.desk.toAccept}</h2>
            {toAccept.map((card) => (
              <ToAccept key={card.id} card={card} shopId={shop.id} zone={timeZoneOf(shop.villageCode)} />
            ))}
          </section>
        )}
        {toPack.length > 0 && (
          <section class="panel">
            <h2>{t.desk.packing}</h2>
            {toPack.map((row) => (
              <ToPack key={row.orderId} row={row} shopId={shop.id} />
            ))}
          </section>
        )}
        {isIdle && shop.state === 'active' && (
          <div class="empty">
            <h2>{t.desk.nothingToDo}</h2>
            <p>{t.desk.nothingToDoHelp}</p>
          </div>
        )}
        {data.notices.items.length > 0 && (
          <section class="panel">
            <h2>{t.desk.notices}</h2>
            <NoticeList notices={data.notices.items} />
          </section>
        )}
      </>
    ),
  });
}

function Readiness({ shop, hasProducts }: { shop: ShopView; hasProducts: boolean }) {
  const { t, to } = useReader();
  const isComplete = Boolean(shop.addressLine && shop.contactPhone && shop.nib);
  const steps: { label: string; isDone: boolean; href: string }[] = [
    { label: t.desk.stepShop, isDone: isComplete, href: `/desk/${shop.id}/toko` },
    { label: t.desk.stepProduct, isDone: hasProducts, href: `/desk/${shop.id}/produk/baru` },
    {
      label: shop.state === 'active' ? t.desk.stepApproved : shop.state === 'in_review' ? t.desk.stepWaiting : t.desk.stepSubmit,
      isDone: shop.state === 'active',
      href: `/desk/${shop.id}/toko`,
    },
  ];
  return (
    <section class="panel">
      <h2>{t.desk.readiness}</h2>
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={step.label}>
            {step.isDone ? <Icon name="check" /> : <span class="step-number">{index + 1}</span>}
            <a href={to(step.href)}>{step.label}</a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Figures({ shopId, counts, balance }: { shopId: string; counts: DeskCounts; balance: Balance }) {
  const { t, to } = useReader();
  const orders = (status: string) => to(`/desk/${shopId}/pesanan?status=${status}`);
  return (
    <section class="figures" aria-label={t.desk.today}>
      <a class={`figure ${counts.toAccept > 0 ? 'due' : ''}`} href={orders('paid')}>
        <strong>{counts.toAccept}</strong>
        <span>{t.desk.toAccept}</span>
      </a>
      <a class={`figure ${counts.toPack > 0 ? 'due' : ''}`} href={orders('accepted')}>
        <strong>{counts.toPack}</strong>
        <span>{t.desk.toPack}</span>
      </a>
      <a class="figure" href={orders('packed')}>
        <strong>{counts.toShip}</strong>
        <span>{t.desk.toShip}</span>
      </a>
      <a class="figure" href={orders('shipped')}>
        <strong>{counts.onTheWay}</strong>
        <span>{t.desk.onTheWay}</span>
      </a>
      <div class={`figure ${counts.late > 0 ? 'urgent' : ''}`}>
        <strong>{counts.late}</strong>
        <span>{t.desk.late}</span>
      </div>
      <div class="figure wide-figure">
        <strong>
          <Price amount={balance.pendingAmount} />
        </strong>
        <span>{t.desk.pendingMoney}</span>
      </div>
      <div class="figure wide-figure">
        <strong>
          <Price amount={balance.availableAmount} />
        </strong>
        <span>{t.desk.availableMoney}</span>
      </div>
    </section>
  );
}

function ToAccept({ card, shopId, zone }: { card: OrderCard; shopId: string; zone: TimeZone }) {
  const { t, to, locale } = useReader();
  return (
    <div class="task">
      <Thumb photoId={card.photoId} />
      <div>
        <p class="strong">
          <a href={to(`/desk/${shopId}/pesanan/${card.id}`)}>{card.number}</a> · {card.buyerName}
        </p>
        <p class="small">
          <Said words={card.firstLine} />
          {card.lineCount > 1 && <> {t.order.andMore(card.lineCount - 1)}</>} · {t.order.pieces(card.pieces)} · <Price amount={card.totalAmount} />
        </p>
        {card.acceptBy && <p class="soft small">{t.desk.answerBy(instantIn(locale, card.acceptBy, zone))}</p>}
      </div>
      <Act action={`/desk/${shopId}/pesanan/${card.id}/terima`} label={t.desk.accept} look="compact" />
    </div>
  );
}

function ToPack({ row, shopId }: { row: PackingRow; shopId: string }) {
  const { t, to, locale } = useReader();
  return (
    <div class="task">
      <Thumb photoId={row.lines[0]?.photoId ?? null} />
      <div>
        <p class="strong">
          <a href={to(`/desk/${shopId}/pesanan/${row.orderId}`)}>{row.number}</a> · {row.buyerName} <StatusTag status={row.status} />
          {row.isLate && (
            <>
              {' '}
              <span class="tag bad">{t.desk.isLate}</span>
            </>
          )}
        </p>
        <ul class="small">
          {row.lines.map((line, index) => (
            <li key={index}>
              {line.quantity} × <Said words={line.productName} />
              {line.variantLabel && (
                <>
                  , <Said words={line.variantLabel} />
                </>
              )}
            </li>
          ))}
        </ul>
        <p class="soft small">
          {row.courierName} {row.serviceName} · {dayIn(locale, row.acceptedAt)}
        </p>
      </div>
      {row.status === 'accepted' ? (
        <Act action={`/desk/${shopId}/pesanan/${row.orderId}/kemas`} label={t.desk.pack} look="compact" />
      ) : (
        <a class="button compact" href={to(`/desk/${shopId}/pesanan/${row.orderId}#kirim`)}>
          {t.desk.ship}
        </a>
      )}
    </div>
  );
}

export function NoticeList({ notices }: { notices: readonly NoticeView[] }) {
  const { t, to, locale } = useReader();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={notice.id} class={`notice ${notice.readAt ? '' : 'unread'}`}>
          <h3>
            <Said words={notice.subject} />
          </h3>
          <p>
            <Said words={notice.body} />
          </p>
          <p class="soft">
            {instantIn(locale, notice.createdAt)}
            {notice.path && (
              <>
                {' '}
                · <a href={to(notice.path)}>{t.desk.see}</a>
              </>
            )}{' '}
            ·{' '}
            <a href={notice.whatsAppUrl} rel="noreferrer">
              WhatsApp
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}
