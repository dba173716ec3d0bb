import type { NoticeView } from '#libs/notice';
import type { Page } from '#libs/platform';
import type { ShopView } from '#libs/shop';
import { Act, NextPage } from '../kit/parts.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { DeskHead, deskPage } from './desk-frame.js';
import { NoticeList } from './today.view.js';

/** Who runs several shops says which one. */
export function chooseShopPage({ t, to }: Reader, shops: readonly ShopView[]): View {
  return {
    title: t.desk.title,
    isPublic: false,
    frame: 'desk',
    body: (
      <div class="wrap narrow">
        <div class="page-head">
          <h1>{t.desk.choose}</h1>
        </div>
        <ul class="row-list panel">
          {shops.map((shop) => (
            <li key={shop.id}>
              <a class="row-link" href={to(`/desk/${shop.id}`)}>
                <strong>{shop.name}</strong>
                <span class={`tag ${shop.state === 'active' ? 'good' : 'slow'}`}>{t.desk.states[shop.state]}</span>
              </a>
            </li>
          ))}
        </ul>
        <p class="actions">
          <a class="button quiet" href={to('/desk/baru')}>
            {t.desk.newShop}
          </a>
        </p>
      </div>
    ),
  };
}

export function noticesPage(reader: Reader, shop: ShopView, notices: Page<NoticeView>): View {
  const { t } = reader;
  const hasUnread = notices.items.some((notice) => !notice.readAt);
  return deskPage(reader, shop, 'notices', {
    body: (
      <>
        <DeskHead title={t.desk.noticesTitle}>
          {hasUnread && <Act action={`/desk/${shop.id}/kabar/dibaca`} label={t.desk.markAllRead} look="quiet compact" />}
        </DeskHead>
        {notices.items.length === 0 ? (
          <div class="empty">
            <p>{t.desk.noNotices}</p>
          </div>
        ) : (
          <section class="panel">
            <h2 class="sr">{t.desk.notices}</h2>
            <NoticeList notices={notices.items} />
          </section>
        )}
        <NextPage cursor={notices.nextCursor} label={t.desk.next} />
      </>
    ),
  });
}
