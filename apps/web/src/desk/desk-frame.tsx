import type { ComponentChildren } from 'preact';
import type { ShopView } from '#libs/shop';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

export type DeskTab = 'today' | 'orders' | 'products' | 'stock' | 'shop' | 'notices';

const PATHS: Record<DeskTab, string> = { today: '', orders: '/pesanan', products: '/produk', stock: '/stok', shop: '/toko', notices: '/kabar' };

/** A page of the desk of one shop. */
export function deskPage({ t }: Reader, shop: ShopView, tab: DeskTab, page: { title?: string; body: ComponentChildren }): View {
  const title = page.title ?? t.desk[tab];
  return {
    title: `${title} · ${shop.name}`,
    isPublic: false,
    frame: 'desk',
    body: (
      <>
        <DeskNav shop={shop} tab={tab} />
        <div class="wrap desk">{page.body}</div>
      </>
    ),
  };
}

function DeskNav({ shop, tab }: { shop: ShopView; tab: DeskTab }) {
  const { t, to } = useReader();
  return (
    <nav class="desk-nav" aria-label={t.desk.navigation}>
      <ul class="wrap">
        {(Object.keys(PATHS) as DeskTab[]).map((each) => (
          <li key={each}>
            <a href={to(`/desk/${shop.id}${PATHS[each]}`)} aria-current={each === tab ? 'page' : undefined}>
              {t.desk[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function DeskHead({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="desk-head">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
