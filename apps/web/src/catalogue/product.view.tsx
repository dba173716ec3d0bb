import { inLocale, langOf, Money, type Locale } from '#libs/platform';
import type { ProductPage } from '#libs/shop';
import { countIn, quantityIn, unitIn } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { Crumbs, Place, Price, Said } from '../kit/parts.js';
import { Picture, pictureUrl } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { BuyForm } from './buy-form.js';
import { CertificateList } from '../place/makers.js';

export function productPage(reader: Reader, product: ProductPage, form: FormState = emptyForm()): View {
  const { t, locale } = reader;
  const name = inLocale(product.name, locale);
  return {
    title: `${name} – ${product.shop.name}`,
    description: product.description ? inLocale(product.description, locale).slice(0, 160) : `${name}, ${product.village.name}, ${product.village.regencyName}`,
    ...(product.photos[0] ? { image: pictureUrl(product.photos[0], 640) } : {}),
    data: schemaOf(reader, product),
    body: (
      <>
        <div class="wrap">
          <Crumbs trail={product.category.map((step) => ({ href: `/kategori/${step.path}`, label: inLocale(step.label, locale) }))} />
          <div class="product">
            <Gallery product={product} />
            <div class="product-words">
              <h1>
                <Said words={product.name} />
              </h1>
              <Place name={product.village.name} regency={product.village.regencyName} />
              <LowestPrice product={product} />
              <p class="tags">
                <span class={`tag ${product.madeToOrder ? 'slow' : 'good'}`}>
                  <Icon name={product.madeToOrder ? 'clock' : 'box'} />
                  {product.madeToOrder ? t.product.madeToOrder(product.leadDays) : t.product.readyToShip}
                </span>
              </p>
              <BuyForm product={product} form={form} />
              <Tiers product={product} />
              <Maker product={product} />
            </div>
          </div>
          <Details product={product} />
        </div>
      </>
    ),
  };
}

function Gallery({ product }: { product: ProductPage }) {
  const { t, locale } = useReader();
  const name = inLocale(product.name, locale);
  const photos = product.photos.length > 0 ? product.photos : [null];
  return (
    <div class="gallery">
      <ul class="slides" tabIndex={0} aria-label={t.product.photos(photos.length)}>
        {photos.map((photo, index) => (
          <li key={index} id={`foto-${index + 1}`}>
            <Picture photo={photo} alt={`${name}, ${t.product.photo(index + 1)}`} sizes="(min-width: 56rem) 40rem, 100vw" isFirst={index === 0} />
          </li>
        ))}
      </ul>
      {photos.length > 1 && (
        <div class="thumbs">
          {photos.map((photo, index) => (
            <a key={index} href={`#foto-${index + 1}`} aria-label={t.product.photo(index + 1)}>
              <Picture photo={photo} sizes="64px" />
            </a>
          ))}
        </div>
      )}
    </div>
  );
}

function LowestPrice({ product }: { product: ProductPage }) {
  const { t, locale } = useReader();
  const prices = product.variants.map((variant) => variant.priceAmount);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  const unit = product.variants[0]?.unit;
  if (!unit) return null;
  const step = unit.code === 'PCS' && unit.step === 1 ? '' : t.product.per(unit.step === 1 ? unitIn(locale, unit.code) : quantityIn(locale, 1, unit));
  return (
    <p class="product-price">
      {lowest === highest ? (
        <Price amount={lowest} />
      ) : (
        <>
          <small>{t.catalogue.from} </small>
          <Price amount={lowest} />
        </>
      )}
      {step && <small> {step}</small>}
    </p>
  );
}

function Tiers({ product }: { product: ProductPage }) {
  const { t, locale } = useReader();
  const tiers = product.variants[0]?.tiers ?? [];
  if (tiers.length === 0) return null;
  return (
    <table class="tiers">
      <caption>{t.product.wholesale}</caption>
      <tbody>
        {tiers.map((tier) => (
          <tr key={tier.minQuantity}>
            <td>{t.product.atLeast(countIn(locale, tier.minQuantity))}</td>
            <td>{Money.of(tier.unitAmount).format(locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Maker({ product }: { product: ProductPage }) {
  const { t, to, locale, origin } = useReader();
  const name = inLocale(product.name, locale);
  const url = origin + to(`/produk/${product.slug}`);
  const phone = product.shop.contactPhone?.replace(/\D/g, '');
  return (
    <section class="panel maker">
      <div class="maker-card">
        <span class="maker-mark" aria-hidden="true">
          {product.shop.name[0]}
        </span>
        <div>
          <h2>
            <a href={to(`/toko/${product.shop.slug}`)}>{product.shop.name}</a>
          </h2>
          <a class="soft small" href={to(`/desa/${product.village.code}`)}>
            {product.village.name}, {product.village.regencyName}
          </a>
        </div>
      </div>
      <p class="actions">
        {phone && (
          <a class="button quiet compact" href={`https://wa.me/${phone}?text=${encodeURIComponent(t.product.askText(name, url))}`} rel="noreferrer">
            <Icon name="chat" />
            {t.product.ask}
          </a>
        )}
        <a class="button quiet compact" href={`https://wa.me/?text=${encodeURIComponent(t.product.shareText(name, url))}`} rel="noreferrer">
          <Icon name="share" />
          {t.product.share}
        </a>
      </p>
    </section>
  );
}

function Details({ product }: { product: ProductPage }) {
  const { t } = useReader();
  return (
    <div class="detail-sections">
      <section class="prose">
        <h2>{t.product.description}</h2>
        {product.description && (
          <p>
            <Said words={product.description} />
          </p>
        )}
        <h2>{t.product.shipping}</h2>
        <p>
          {t.product.shippingText(`${product.village.name}, ${product.village.regencyName}`)} {t.product.safe}
        </p>
      </section>
      <section>
        <h2>{t.product.details}</h2>
        <Facts product={product} />
        {product.nonHalal && <p class="note">{t.product.nonHalal}</p>}
        {product.certificates.length > 0 && (
          <>
            <h2 class="section">{t.product.certificates}</h2>
            <CertificateList certificates={product.certificates} />
          </>
        )}
      </section>
    </div>
  );
}

function Facts({ product }: { product: ProductPage }) {
  const { t, locale } = useReader();
  const [variant] = product.variants;
  return (
    <dl class="facts">
      {product.attributes.map((fact) => (
        <div key={fact.key}>
          <dt>{inLocale(fact.label, locale)}</dt>
          <dd>
            <Said words={fact.value} />
          </dd>
        </div>
      ))}
      {variant && (
        <div>
          <dt>{t.product.weight}</dt>
          <dd>{weightIn(locale, variant.weightGrams)}</dd>
        </div>
      )}
      {variant && (
        <div>
          <dt>{t.product.packedSize}</dt>
          <dd>{sizeIn(locale, variant.packedMm)}</dd>
        </div>
      )}
    </dl>
  );
}

function weightIn(locale: Locale, grams: number): string {
  return grams < 1000 ? `${countIn(locale, grams)} g` : `${countIn(locale, grams / 1000)} kg`;
}

function sizeIn(locale: Locale, mm: { length: number; width: number; height: number }): string {
  return `${[mm.length, mm.width, mm.height].map((each) => countIn(locale, each / 10)).join(' × ')} cm`;
}

function schemaOf({ locale, origin, to }: Reader, product: ProductPage): object {
  const prices = product.variants.map((variant) => variant.priceAmount);
  const canBuy = product.madeToOrder || product.variants.some((variant) => variant.available > 0);
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: inLocale(product.name, locale),
    inLanguage: langOf(product.name, locale),
    ...(product.description ? { description: inLocale(product.description, locale) } : {}),
    image: product.photos.map((photo) => origin + pictureUrl(photo, 1280)),
    url: origin + to(`/produk/${product.slug}`),
    brand: { '@type': 'Brand', name: product.shop.name },
    offers: {
      '@type': 'AggregateOffer',
      priceCurrency: 'IDR',
      lowPrice: Math.min(...prices),
      highPrice: Math.max(...prices),
      offerCount: product.variants.length,
      availability: `https://schema.org/${canBuy ? (product.madeToOrder ? 'PreOrder' : 'InStock') : 'OutOfStock'}`,
      seller: { '@type': 'Organization', name: product.shop.name },
    },
  };
}
