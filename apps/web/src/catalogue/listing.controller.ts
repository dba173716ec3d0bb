import { Get, Param, Query } from '@nestjs/common';
import { Access, inLocale, InvalidInput, Limited, NotFound, type Locale } from '#libs/platform';
import { categoryTrail, findCategory, Showcase, type ProductList } from '#libs/shop';
import { readForm } from '../kit/form-state.js';
import { CATALOGUE_READS } from '../kit/limits.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { ListingForm } from './catalogue.forms.js';
import { addressOf, type ListingQuery } from './listing-address.js';
import { listingPage, type ListingData } from './listing.view.js';

const PAGE = 24;

@PageController()
@Access('public')
@Limited(CATALOGUE_READS)
export class ListingController {
  constructor(private readonly showcase: Showcase) {}

  @Get('cari')
  async search(@Visiting() visit: Visit, @Query() query: unknown): Promise<Reply> {
    return this.listing(visit, query);
  }

  @Get(['kategori/:group', 'kategori/:group/:leaf'])
  async category(@Visiting() visit: Visit, @Param('group') group: string, @Param('leaf') leaf: string | undefined, @Query() query: unknown): Promise<Reply> {
    const path = leaf ? `${group}/${leaf}` : group;
    if (!findCategory(path)) throw new NotFound();
    return this.listing(visit, query, path);
  }

  /** A broken filter in an address is not worth an error page: it leads to the list without filters. */
  private async listing(visit: Visit, query: unknown, category?: string): Promise<Reply> {
    try {
      const asked: ListingQuery = { ...(await readForm(ListingForm, query)), ...(category ? { category } : {}) };
      const list = await this.showcase.list({ ...asked, limit: PAGE, facets: true });
      return show(listingPage(visit.reader, listingData(asked, list, visit.reader.locale)));
    } catch (refusal) {
      if (!(refusal instanceof InvalidInput)) throw refusal;
      return seeOther(addressOf({ category }));
    }
  }
}

function listingData(query: ListingQuery, { items, nextCursor, facets, searchedFor }: ProductList, locale: Locale): ListingData {
  const trail = query.category ? categoryTrail(query.category) : [];
  const regencies = (facets?.regencies ?? []).map(({ code, name, count }) => ({ value: code, label: name, count }));
  return {
    query,
    items,
    nextCursor,
    searchedFor,
    regencies,
    categories: (facets?.categories ?? []).map(({ path, label, count }) => ({ value: path, label: inLocale(label, locale), count })),
    categoryName: trail.length > 0 ? inLocale(trail.at(-1)!.label, locale) : null,
    trail: trail.slice(0, -1).map(({ path, label }) => ({ href: `/kategori/${path}`, label: inLocale(label, locale) })),
    regencyName: regencies.find((each) => each.value === query.regency)?.label ?? null,
  };
}
