import type { DeadLetter, Page } from '#libs/platform';
import { ORDER_STATUSES, type OrderCard, type OrderStatus } from '#libs/order';
import { TextField } from '../kit/form.js';
import { emptyForm } from '../kit/form-state.js';
import { instantIn } from '../kit/format.js';
import { Act, NextPage, Price, Said } from '../kit/parts.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { StatusTag } from '../order/order-parts.js';
import { adminPage } from './admin-frame.js';

export interface Waiting {
  shops: Page<unknown>;
  products: Page<unknown>;
  certificates: Page<unknown>;
  transfers: Page<unknown>;
  refunds: Page<unknown>;
  failedRefunds: Page<unknown>;
}

export function overviewPage(reader: Reader, waiting: Waiting, dead: { count: number; letters: readonly DeadLetter[] }): View {
  const { t, to, locale } = reader;
  const amount = (page: Page<unknown>) => (page.nextCursor ? t.admin.many(page.items.length) : String(page.items.length));
  const figures = [
    ['/admin/toko', amount(waiting.shops), t.admin.shopsWaiting, waiting.shops.items.length > 0],
    ['/admin/produk', amount(waiting.products), t.admin.productsWaiting, waiting.products.items.length > 0],
    ['/admin/sertifikat', amount(waiting.certificates), t.admin.certificatesWaiting, waiting.certificates.items.length > 0],
    ['/admin/transfer', amount(waiting.transfers), t.admin.transfersWaiting, waiting.transfers.items.length > 0],
    ['/admin/pengembalian', amount(waiting.refunds), t.admin.refundsWaiting, waiting.refunds.items.length > 0],
    ['/admin/pengembalian?state=failed', amount(waiting.failedRefunds), t.admin.refundsFailed, waiting.failedRefunds.items.length > 0],
  ] as const;
  return adminPage(
    reader,
    'overview',
    <>
      <section class="figures" aria-label={t.admin.overview}>
        {figures.map(([href, count, label, isDue]) => (
          <a key={href} class={`figure ${isDue ? 'due' : ''}`} href={to(href)}>
            <strong>{count}</strong>
            <span>{label}</span>
          </a>
        ))}
        <div class={`figure ${dead.count > 0 ? 'urgent' : ''}`}>
          <strong>{dead.count}</strong>
          <span>{t.admin.deadLetters}</span>
        </div>
      </section>
      {dead.count > 0 && (
        <section class="panel">
          <h2>{t.admin.deadLetters}</h2>
          <p class="soft">{t.admin.deadNote}</p>
          <div class="scroll-x" tabIndex={0} role="region" aria-label={t.admin.deadLetters}>
            <table>
              <tbody>
                {dead.letters.map((letter) => (
                  <tr key={letter.id}>
                    <td class="numbers">{letter.id}</td>
                    <td>
                      {letter.event}
                      <br />
                      <span class="soft small">{letter.subscriber}</span>
                    </td>
                    <td>{instantIn(locale, letter.occurredAt)}</td>
                    <td class="small">{letter.lastError}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Act action="/admin/gagal/ulang" label={t.admin.replay} look="quiet" />
        </section>
      )}
    </>,
  );
}

export function adminOrdersPage(reader: Reader, orders: Page<OrderCard>, query: { status?: OrderStatus; number?: string }): View {
  const { t, to, locale } = reader;
  return adminPage(
    reader,
    'orders',
    <>
      <form class="village-search narrow" role="search" aria-label={t.admin.find} action={to('/admin/pesanan')}>
        <TextField form={emptyForm()} name="number" label={t.admin.findOrder} value={query.number ?? ''} maxLength={20} required />
        <button class="button quiet" type="submit">
          {t.admin.find}
        </button>
      </form>
      <nav class="sorts" aria-label={t.admin.orders}>
        <a href={to('/admin/pesanan')} aria-current={query.status === undefined ? 'true' : undefined}>
          {t.admin.allStates}
        </a>
        {ORDER_STATUSES.map((each) => (
          <a key={each} href={to(`/admin/pesanan?status=${each}`)} aria-current={each === query.status ? 'true' : undefined}>
            {t.order.statuses[each]}
          </a>
        ))}
      </nav>
      <ul class="panel row-list">
        {orders.items.length === 0 && <li>{t.desk.noOrders}</li>}
        {orders.items.map((card) => (
          <li key={card.id} class="row-link">
            <span>
              <strong>{card.number}</strong> · {card.shopName}
              <br />
              <span class="soft small">
                {card.buyerName} · <Said words={card.firstLine} /> · {instantIn(locale, card.placedAt)}
              </span>
            </span>
            <span class="order-end">
              <StatusTag status={card.status} />
              <Price amount={card.totalAmount} />
            </span>
          </li>
        ))}
      </ul>
      <NextPage cursor={orders.nextCursor} label={t.desk.next} />
    </>,
  );
}
