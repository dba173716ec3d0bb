export interface Tagged {
  /** A path, whole or of a group. */
  category?: string | null | undefined;
  village?: string | null | undefined;
  regency?: string | null | undefined;
  /** Id or slug. */
  shop?: string | null | undefined;
}

/** Facets as words of the search index. People's words never begin with `@`: the parser drops it. */
export function tagsOf({ category, village, regency, shop }: Tagged): string[] {
  const tags = [['c', category], ['v', village], ['r', regency], ['s', shop]] as const;
  return tags.filter(([, value]) => value).map(([kind, value]) => `@${kind}:${value}`);
}

/** The tags as a tsquery in which all must be there, for `$n::tsquery`; empty text for none. */
export function taggedQuery(tagged: Tagged): string {
  return tagsOf(tagged)
    .map((tag) => `'${tag.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`)
    .join(' & ');
}
