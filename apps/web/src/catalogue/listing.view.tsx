import type { ProductCard } from '#libs/shop';
import { Crumbs, NextPage, type Crumb } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { countIn } from '../kit/format.js';
import { ProductCards } from './card.js';
import { addressOf, type ListingQuery } from './listing-address.js';

export interface FacetChoice {
  value: string;
  label: string;
  count: number;
}

export interface ListingData {
  query: ListingQuery;
  items: ProductCard[];
  nextCursor: string | null;
  categories: FacetChoice[];
  regencies: FacetChoice[];
  /** Name and way up of the category that is shown. */
  categoryName: string | null;
  trail: Crumb[];
  /** Label of the chosen regency. */
  regencyName: string | null;
  /** What was searched instead, when nothing was spelt like the question. */
  searchedFor: string | null;
}

export function listingPage({ t }: Reader, listing: ListingData): View {
  const { q, cursor } = listing.query;
  const title = q ? t.catalogue.resultsFor(q) : (listing.categoryName ?? t.catalogue.allProducts);
  return {
    title,
    description: t.catalogue.homeDescription,
    isPublic: !q && !cursor,
    body: (
      <div class="wrap">
        {listing.trail.length > 0 && <Crumbs trail={listing.trail} />}
        <div class="page-head">
          <h1>{title}</h1>
          {listing.searchedFor && <p class="lead">{t.catalogue.searchedFor(listing.searchedFor)}</p>}
        </div>
        <div class="columns side-first">
          <Facets listing={listing} />
          <div>
            <Chosen listing={listing} />
            <Sorts listing={listing} />
            <h2 class="sr">{t.place.shopProducts}</h2>
            {listing.items.length > 0 ? <ProductCards cards={listing.items} look="three" /> : <Nothing />}
            <NextPage cursor={listing.nextCursor} label={t.catalogue.next} />
          </div>
        </div>
      </div>
    ),
  };
}

function Sorts({ listing: { query } }: { listing: ListingData }) {
  const { t, to } = useReader();
  const sorts = [
    ['relevance', t.catalogue.sortRelevance],
    ['newest', t.catalogue.sortNewest],
    ['price', t.catalogue.sortPrice],
    ['-price', t.catalogue.sortPriceDown],
  ] as const;
  const current = query.sort ?? (query.q ? 'relevance' : 'newest');
  return (
    <nav class="list-bar" aria-label={t.catalogue.sort}>
      <div class="sorts">
        {sorts
          .filter(([sort]) => sort !== 'relevance' || query.q)
          .map(([sort, label]) => (
            <a key={sort} href={to(addressOf({ ...query, sort, cursor: undefined }))} aria-current={sort === current ? 'true' : undefined}>
              {label}
            </a>
          ))}
      </div>
    </nav>
  );
}

function Chosen({ listing: { query, regencyName } }: { listing: ListingData }) {
  const { t, to, locale } = useReader();
  const range = [query.minPrice, query.maxPrice].map((each) => (each === undefined ? '…' : countIn(locale, each))).join(' – ');
  const chosen: [string, Partial<ListingQuery>][] = [
    ...(query.regency ? [[regencyName ?? query.regency, { regency: undefined }] as [string, Partial<ListingQuery>]] : []),
    ...(query.minPrice !== undefined || query.maxPrice !== undefined
      ? [[`Rp ${range}`, { minPrice: undefined, maxPrice: undefined }] as [string, Partial<ListingQuery>]]
      : []),
    ...(query.madeToOrder !== undefined
      ? [[query.madeToOrder ? t.catalogue.madeToOrderOnly : t.catalogue.readyOnly, { madeToOrder: undefined }] as [string, Partial<ListingQuery>]]
      : []),
  ];
  if (chosen.length === 0) return null;
  return (
    <p class="chosen">
      {chosen.map(([label, without]) => (
        <a key={label} href={to(addressOf({ ...query, ...without, cursor: undefined }))} aria-label={t.catalogue.remove(label)}>
          {label}
        </a>
      ))}
    </p>
  );
}

function Facets({ listing }: { listing: ListingData }) {
  const { t } = useReader();
  const { query } = listing;
  const ready = [
    ['', t.catalogue.any],
    ['false', t.catalogue.readyOnly],
    ['true', t.catalogue.madeToOrderOnly],
  ] as const;
  const made = query.madeToOrder === undefined ? '' : String(query.madeToOrder);
  return (
    <details class="facet-box">
      <summary>{t.catalogue.filter}</summary>
      <div class="facets">
        <FacetList
          title={t.catalogue.category}
          choices={listing.categories}
          current={query.category}
          address={(category) => addressOf({ ...query, category, cursor: undefined })}
        />
        <FacetList
          title={t.catalogue.regency}
          choices={listing.regencies}
          current={query.regency}
          address={(regency) => addressOf({ ...query, regency, cursor: undefined })}
        />
        <FacetList
          title={t.catalogue.availability}
          choices={ready.map(([value, label]) => ({ value, label, count: 0 }))}
          current={made}
          address={(value) => addressOf({ ...query, madeToOrder: value === '' ? undefined : value === 'true', cursor: undefined })}
        />
        <PriceForm query={query} />
      </div>
    </details>
  );
}

function FacetList({
  title,
  choices,
  current,
  address,
}: {
  title: string;
  choices: readonly FacetChoice[];
  current: string | undefined;
  address: (value: string) => string;
}) {
  const { to, locale } = useReader();
  if (choices.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {choices.map((choice) => (
          <li key={choice.value}>
            <a href={to(address(choice.value))} aria-current={choice.value === (current ?? '') ? 'true' : undefined}>
              {choice.label}
              {choice.count > 0 && <span class="amount">{countIn(locale, choice.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PriceForm({ query }: { query: ListingQuery }) {
  const { t, to } = useReader();
  const [path, rest] = addressOf({ ...query, minPrice: undefined, maxPrice: undefined, cursor: undefined }).split('?');
  return (
    <form action={to(path!)} class="form">
      <h2>{t.catalogue.price}</h2>
      {[...new URLSearchParams(rest)].map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <div class="field">
        <label for="min-price">{t.catalogue.priceFrom} (Rp)</label>
        <input id="min-price" name="minPrice" inputMode="numeric" maxLength={12} value={query.minPrice} />
      </div>
      <div class="field">
        <label for="max-price">{t.catalogue.priceTo} (Rp)</label>
        <input id="max-price" name="maxPrice" inputMode="numeric" maxLength={12} value={query.maxPrice} />
      </div>
      <button class="button quiet compact" type="submit">
        {t.catalogue.apply}
      </button>
    </form>
  );
}

function Nothing() {
  const { t, to } = useReader();
  return (
    <div class="empty">
      <h2>{t.catalogue.noResults}</h2>
      <p>{t.catalogue.noResultsHelp}</p>
      <p class="actions">
        <a class="button quiet" href={to('/cari')}>
          {t.catalogue.clear}
        </a>
      </p>
    </div>
  );
}
