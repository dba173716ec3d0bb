import { Icon, Logo } from './icons.js';
import { pathIn, useReader } from './reader.js';
import { CRAFTS } from '../catalogue/crafts.js';
import type { View } from './view.js';

type Frame = NonNullable<View['frame']>;

/** Logo, search, basket, account, language; crafts below. Desks leave the search out. */
export function SiteHeader({ frame }: { frame: Frame }) {
  const { t, to, here, basketCount } = useReader();
  const typed = new URLSearchParams(here.startsWith('/cari') ? here.split('?')[1] : '').get('q') ?? '';
  return (
    <header class="site-header">
      <div class="wrap header-row">
        <a class="logo" href={to('/')}>
          <Logo />
          <span>{t.layout.name}</span>
        </a>
        {frame === 'market' && (
          <form class="search" role="search" aria-label={t.layout.searchButton} action={to('/cari')}>
            <input type="search" name="q" value={typed} aria-label={t.layout.search} placeholder={t.layout.search} maxLength={100} />
            <button type="submit" aria-label={t.layout.searchButton}>
              <Icon name="search" />
            </button>
          </form>
        )}
        <nav class="header-links" aria-label={t.layout.accountNavigation}>
          <Account />
          <a class="header-link" href={to('/keranjang')} aria-label={t.layout.basket(basketCount)}>
            <Icon name="basket" />
            {basketCount > 0 && <span class="count">{basketCount > 99 ? '99+' : basketCount}</span>}
          </a>
        </nav>
      </div>
      {frame === 'market' && <Crafts />}
    </header>
  );
}

function Account() {
  const { t, to, here, person } = useReader();
  if (!person) {
    const back = here.startsWith('/masuk') || here.startsWith('/daftar') ? '' : `?kembali=${encodeURIComponent(here)}`;
    return (
      <a class="header-link" href={to(`/masuk${back}`)}>
        <Icon name="person" />
        <span>{t.layout.signIn}</span>
      </a>
    );
  }
  return (
    <details class="menu">
      <summary class="header-link" aria-label={`${t.layout.account}: ${person.name}`}>
        <Icon name="person" />
        <span class="short-name">{person.name}</span>
      </summary>
      <div class="menu-panel">
        <p class="menu-name">{person.name}</p>
        <a href={to('/pesanan')}>{t.layout.myOrders}</a>
        {person.shopIds.length > 0 && <a href={to('/desk')}>{t.layout.desk}</a>}
        {person.isAdmin && <a href={to('/admin')}>{t.layout.admin}</a>}
        <form method="post" action={to('/keluar')}>
          <button type="submit">{t.layout.signOut}</button>
        </form>
      </div>
    </details>
  );
}

function Crafts() {
  const { t, to, here, locale } = useReader();
  return (
    <nav class="crafts-nav" aria-label={t.layout.mainNavigation}>
      <ul class="wrap">
        {CRAFTS.map((craft) => (
          <li key={craft.path}>
            <a href={to(`/kategori/${craft.path}`)} aria-current={here.startsWith(`/kategori/${craft.path}`) ? 'page' : undefined}>
              {craft.name[locale]}
            </a>
          </li>
        ))}
        <li>
          <a href={to('/desa')} aria-current={here.startsWith('/desa') ? 'page' : undefined}>
            {t.layout.villages}
          </a>
        </li>
      </ul>
    </nav>
  );
}

/** The same page in the other language. */
export function LanguageSwitch() {
  const { t, locale, here } = useReader();
  const other = locale === 'id' ? 'en' : 'id';
  return (
    <a class="language" href={pathIn(other, here)} lang={other} hreflang={other}>
      {t.layout.otherLanguage}
    </a>
  );
}
