import type { Village } from '#libs/region';
import type { MakerCard, ProductCard } from '#libs/shop';
import { ProductCards } from '../catalogue/card.js';
import { Crumbs, NextPage } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { Makers } from './makers.js';

export interface VillageData {
  village: Village;
  makers: readonly MakerCard[];
  products: readonly ProductCard[];
  nextCursor: string | null;
}

export function villagePage({ t }: Reader, { village, makers, products, nextCursor }: VillageData): View {
  const kind = t.place.kinds[village.kind] ?? '';
  const where = `${t.place.district(village.districtName)}, ${village.regencyName}, ${village.provinceName}`;
  return {
    title: `${village.name}, ${village.regencyName}`,
    description: `${kind} ${village.name}, ${where}`,
    isPublic: makers.length > 0,
    ...(products[0]?.photo ? { image: `/photos/${products[0].photo.id}/640.webp` } : {}),
    body: (
      <>
        <section class="banner">
          <div class="banner-shade">
            <div class="wrap">
              <Crumbs trail={[{ href: '/desa', label: t.layout.villages }]} />
              <p>{kind}</p>
              <h1>{village.name}</h1>
              <p>{where}</p>
            </div>
          </div>
        </section>
        <div class="wrap">
          {makers.length === 0 ? (
            <NoShops />
          ) : (
            <section class="section">
              <h2>{t.place.shops}</h2>
              <Makers makers={makers} />
            </section>
          )}
          {products.length > 0 && (
            <section class="section">
              <h2>{t.place.products}</h2>
              <ProductCards cards={products} />
              <NextPage cursor={nextCursor} label={t.catalogue.next} />
            </section>
          )}
        </div>
      </>
    ),
  };
}

function NoShops() {
  const { t, to } = useReader();
  return (
    <div class="section">
      <div class="empty">
        <h2>{t.place.noShops}</h2>
        <p>{t.place.noShopsHelp}</p>
        <p class="actions">
          <a class="button" href={to('/desk/baru')}>
            {t.place.openShop}
          </a>
        </p>
      </div>
    </div>
  );
}
