import type { ComponentChildren } from 'preact';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

export const ADMIN_TABS = ['overview', 'shops', 'products', 'certificates', 'orders', 'transfers', 'refunds', 'checks'] as const;
export type AdminTab = (typeof ADMIN_TABS)[number];

const PATHS: Record<AdminTab, string> = {
  overview: '/admin',
  shops: '/admin/toko',
  products: '/admin/produk',
  certificates: '/admin/sertifikat',
  orders: '/admin/pesanan',
  transfers: '/admin/transfer',
  refunds: '/admin/pengembalian',
  checks: '/admin/pemeriksaan',
};

export function adminPage({ t }: Reader, tab: AdminTab, body: ComponentChildren): View {
  return {
    title: `${t.admin[tab]} · ${t.admin.title}`,
    isPublic: false,
    frame: 'admin',
    body: (
      <>
        <AdminNav tab={tab} />
        <div class="wrap desk">
          <h1>{t.admin[tab]}</h1>
          {body}
        </div>
      </>
    ),
  };
}

function AdminNav({ tab }: { tab: AdminTab }) {
  const { t, to } = useReader();
  return (
    <nav class="desk-nav" aria-label={t.admin.navigation}>
      <ul class="wrap">
        {ADMIN_TABS.map((each) => (
          <li key={each}>
            <a href={to(PATHS[each])} aria-current={each === tab ? 'page' : undefined}>
              {t.admin[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
