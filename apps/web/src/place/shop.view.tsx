import { inLocale } from '#libs/platform';
import type { ProductCard, ShopPage } from '#libs/shop';
import { ProductCards } from '../catalogue/card.js';
import { dayIn } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { NextPage, Place, Said } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { CertificateList } from './makers.js';

export interface ShopData {
  shop: ShopPage;
  products: readonly ProductCard[];
  nextCursor: string | null;
}

export function shopPage({ t, to, locale, origin }: Reader, { shop, products, nextCursor }: ShopData): View {
  const story = shop.story ? inLocale(shop.story, locale) : `${shop.name}, ${shop.village.name}, ${shop.village.regencyName}`;
  return {
    title: shop.name,
    description: story.slice(0, 160),
    ...(products[0]?.photo ? { image: `/photos/${products[0].photo.id}/640.webp` } : {}),
    data: {
      '@context': 'https://schema.org',
      '@type': 'Store',
      name: shop.name,
      description: story,
      url: origin + to(`/toko/${shop.slug}`),
      address: { '@type': 'PostalAddress', addressLocality: shop.village.name, addressRegion: shop.village.regencyName, addressCountry: 'ID' },
    },
    body: (
      <>
        <Banner shop={shop} />
        <div class="wrap">
          {shop.onHoliday && shop.holidayUntil && <p class="note section">{t.place.holiday(dayIn(locale, shop.holidayUntil))}</p>}
          <section class="section">
            <h2>{t.place.shopProducts}</h2>
            {products.length > 0 ? <ProductCards cards={products} /> : <p class="soft">{t.place.noProducts}</p>}
            <NextPage cursor={nextCursor} label={t.catalogue.next} />
          </section>
          <div class="section columns with-side">
            {shop.story && (
              <section class="prose">
                <h2>{t.place.story}</h2>
                <p>
                  <Said words={shop.story} />
                </p>
              </section>
            )}
            {shop.certificates.length > 0 && (
              <section>
                <h2>{t.place.certificates}</h2>
                <CertificateList certificates={shop.certificates} />
              </section>
            )}
          </div>
        </div>
      </>
    ),
  };
}

function Banner({ shop }: { shop: ShopPage }) {
  const { t, to, origin } = useReader();
  const phone = shop.contactPhone?.replace(/\D/g, '');
  return (
    <section class="banner endek">
      <div class="banner-shade">
        <div class="wrap">
          <h1>{shop.name}</h1>
          <p>
            <a class="on-banner" href={to(`/desa/${shop.village.code}`)}>
              <Place name={shop.village.name} regency={`${shop.village.regencyName}, ${shop.village.provinceName}`} />
            </a>
          </p>
          <p class="tags">
            <span class="tag">{t.catalogue.products(shop.productCount)}</span>
            {shop.sentra && (
              <a class="tag slow" href={to(`/sentra/${shop.sentra.slug}`)}>
                {t.place.sentra}: {shop.sentra.name}
              </a>
            )}
          </p>
          {phone && (
            <p class="actions">
              <a class="button straw" href={`https://wa.me/${phone}?text=${encodeURIComponent(`${origin}${to(`/toko/${shop.slug}`)}`)}`} rel="noreferrer">
                <Icon name="chat" />
                {t.place.contact}
              </a>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
