import { inLocale, langOf, Money, type Words } from '#libs/platform';
import { countIn, quantityIn, unitIn } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { Crumbs, Place, Price, Said, Section, type Crumb } from '../kit/parts.js';
import { Picture, pictureUrl } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { BuyForm } from './buy-form.js';
import { ProductCards, type CardData } from './card.js';

export interface VariantData {
  id: string;
  label: Words | null;
  priceAmount: number;
  tiers: { minQuantity: number; unitAmount: number }[];
  unit: { code: string; step: number };
  available: number;
  sellable: boolean;
}

export interface ProductData {
  id: string;
  slug: string;
  name: Words;
  description: Words | null;
  trail: Crumb[];
  madeToOrder: boolean;
  leadDays: number;
  photos: { id: string; alt: Words | null }[];
  variants: VariantData[];
  facts: { label: string; value: string; lang?: string }[];
  nonHalal: boolean;
  certificates: { kind: string; number: string }[];
  shop: { slug: string; name: string; contactPhone: string | null; onHoliday: boolean };
  village: { code: string; name: string; regencyName: string };
  more: CardData[];
}

export function productPage(reader: Reader, product: ProductData, form: FormState = emptyForm()): View {
  const { t, locale } = reader;
  const name = inLocale(product.name, locale);
  return {
    title: `${name} – ${product.shop.name}`,
    description: product.description ? inLocale(product.description, locale).slice(0, 160) : `${name}, ${product.village.name}, ${product.village.regencyName}`,
    ...(product.photos[0] ? { image: pictureUrl(product.photos[0].id, 640) } : {}),
    data: schemaOf(reader, product),
    body: (
      <>
        <div class="wrap">
          <Crumbs trail={product.trail} />
          <div class="product">
            <Gallery product={product} />
            <div class="product-words">
              <h1><Said words={product.name} /></h1>
              <Place name={product.village.name} regency={product.village.regencyName} />
              <LowestPrice product={product} />
              <p class="tags"><span class={`tag ${product.madeToOrder ? 'slow' : 'good'}`}><Icon name={product.madeToOrder ? 'clock' : 'box'} />{product.madeToOrder ? t.product.madeToOrder(product.leadDays) : t.product.readyToShip}</span></p>
              <BuyForm product={product} form={form} />
              <Tiers product={product} />
              <Maker product={product} />
            </div>
          </div>
          <Details product={product} />
        </div>
        {product.more.length > 0 && <Section title={t.product.more} more={{ href: `/toko/${product.shop.slug}`, label: t.product.visitShop }}><ProductCards cards={product.more} /></Section>}
      </>
    ),
  };
}

function Gallery({ product }: { product: ProductData }) {
  const { t, locale } = useReader();
  const name = inLocale(product.name, locale);
  const photos = product.photos.length > 0 ? product.photos : [{ id: null, alt: null }];
  return (
    <div class="gallery">
      <ul class="slides" tabIndex={0} aria-label={t.product.photos(photos.length)}>
        {photos.map((photo, index) => (
          <li key={photo.id} id={`foto-${index + 1}`}><Picture photoId={photo.id} alt={photo.alt ? inLocale(photo.alt, locale) : `${name}, ${t.product.photo(index + 1)}`} sizes="(min-width: 56rem) 40rem, 100vw" isFirst={index === 0} /></li>
        ))}
      </ul>
      {photos.length > 1 && <div class="thumbs">{photos.map((photo, index) => <a key={photo.id} href={`#foto-${index + 1}`} aria-label={t.product.photo(index + 1)}><Picture photoId={photo.id} sizes="64px" /></a>)}</div>}
    </div>
  );
}

function LowestPrice({ product }: { product: ProductData }) {
  const { t, locale } = useReader();
  const prices = product.variants.map((variant) => variant.priceAmount);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  const unit = product.variants[0]?.unit;
  if (!unit) return null;
  const step = unit.code === 'PCS' && unit.step === 1 ? '' : t.product.per(unit.step === 1 ? unitIn(locale, unit.code) : quantityIn(locale, 1, unit));
  return <p class="product-price">{lowest === highest ? <Price amount={lowest} /> : <><small>{t.catalogue.from} </small><Price amount={lowest} /></>}{step && <small> {step}</small>}</p>;
}

function Tiers({ product }: { product: ProductData }) {
  const { t, locale } = useReader();
  const tiers = product.variants[0]?.tiers ?? [];
  if (tiers.length === 0) return null;
  return (
    <table class="tiers">
      <caption>{t.product.wholesale}</caption>
      <tbody>{tiers.map((tier) => <tr key={tier.minQuantity}><td>{t.product.atLeast(countIn(locale, tier.minQuantity))}</td><td>{Money.of(tier.unitAmount).format(locale)}</td></tr>)}</tbody>
    </table>
  );
}

function Maker({ product }: { product: ProductData }) {
  const { t, to, locale, origin } = useReader();
  const name = inLocale(product.name, locale);
  const url = origin + to(`/produk/${product.slug}`);
  const phone = product.shop.contactPhone?.replace(/\D/g, '');
  return (
    <section class="panel maker">
      <div class="maker-card">
        <span class="maker-mark" aria-hidden="true">{product.shop.name[0]}</span>
        <div><h2><a href={to(`/toko/${product.shop.slug}`)}>{product.shop.name}</a></h2><a class="soft small" href={to(`/desa/${product.village.code}`)}>{product.village.name}, {product.village.regencyName}</a></div>
      </div>
      <p class="actions">
        {phone && <a class="button quiet compact" href={`https://wa.me/${phone}?text=${encodeURIComponent(t.product.askText(name, url))}`} rel="noreferrer"><Icon name="chat" />{t.product.ask}</a>}
        <a class="button quiet compact" href={`https://wa.me/?text=${encodeURIComponent(t.product.shareText(name, url))}`} rel="noreferrer"><Icon name="share" />{t.product.share}</a>
      </p>
    </section>
  );
}

function Details({ product }: { product: ProductData }) {
  const { t } = useReader();
  return (
    <div class="detail-sections">
      <section class="prose">
        <h2>{t.product.description}</h2>
        {product.description && <p><Said words={product.description} /></p>}
        <h2>{t.product.shipping}</h2>
        <p>{t.product.shippingText(`${product.village.name}, ${product.village.regencyName}`)} {t.product.safe}</p>
      </section>
      <section>
        <h2>{t.product.details}</h2>
        <dl class="facts">{product.facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd lang={fact.lang}>{fact.value}</dd></div>)}</dl>
        {product.nonHalal && <p class="note">{t.product.nonHalal}</p>}
        {product.certificates.length > 0 && (
          <>
            <h2 class="section">{t.product.certificates}</h2>
            <ul class="certificates">{product.certificates.map((each) => <li key={each.number}><Icon name="shield" />{each.kind} {each.number}</li>)}</ul>
          </>
        )}
      </section>
    </div>
  );
}

function schemaOf({ locale, origin, to }: Reader, product: ProductData): object {
  const prices = product.variants.map((variant) => variant.priceAmount);
  const canBuy = product.madeToOrder || product.variants.some((variant) => variant.available > 0);
  return {
    '@context': 'https://schema.org', '@type': 'Product', name: inLocale(product.name, locale), inLanguage: langOf(product.name, locale),
    ...(product.description ? { description: inLocale(product.description, locale) } : {}),
    image: product.photos.map((photo) => origin + pictureUrl(photo.id, 1280)),
    url: origin + to(`/produk/${product.slug}`), brand: { '@type': 'Brand', name: product.shop.name },
    offers: {
      '@type': 'AggregateOffer', priceCurrency: 'IDR', lowPrice: Math.min(...prices), highPrice: Math.max(...prices), offerCount: product.variants.length,
      availability: `https://schema.org/${canBuy ? (product.madeToOrder ? 'PreOrder' : 'InStock') : 'OutOfStock'}`, seller: { '@type': 'Organization', name: product.shop.name },
    },
  };
}
