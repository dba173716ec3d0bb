/** What a list of products is narrowed by; the same names as in the address. */
export interface ListingQuery {
  q?: string | undefined;
  category?: string | undefined;
  regency?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  madeToOrder?: boolean | undefined;
  sort?: 'relevance' | 'newest' | 'price' | '-price' | undefined;
  cursor?: string | undefined;
}

/** Site path of a list: `/cari?q=tas`, or `/kategori/food/snack` when only a category narrows it. */
export function addressOf({ category, ...rest }: ListingQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== '') parameters.set(name, String(value));
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return `${category ? `/kategori/${category}` : '/cari'}${query}`;
}
