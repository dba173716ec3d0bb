import type { OrderCard } from '#libs/order';
import type { Page } from '#libs/platform';
import { NextPage } from '../kit/parts.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { OrderRow } from './order-parts.js';

export function myOrdersPage({ t, to }: Reader, orders: Page<OrderCard>): View {
  return {
    title: t.order.mine,
    isPublic: false,
    body: (
      <div class="wrap narrow">
        <div class="page-head">
          <h1>{t.order.mine}</h1>
        </div>
        {orders.items.length === 0 && (
          <div class="empty">
            <h2>{t.order.none}</h2>
            <p>{t.order.noneHelp}</p>
            <p class="actions">
              <a class="button" href={to('/cari')}>
                {t.basket.browse}
              </a>
            </p>
          </div>
        )}
        <div class="order-cards">
          {orders.items.map((card) => (
            <OrderRow key={card.id} card={card} href={`/pesanan/${card.checkoutId}`} name={card.shopName} />
          ))}
        </div>
        <NextPage cursor={orders.nextCursor} label={t.order.next} />
      </div>
    ),
  };
}
