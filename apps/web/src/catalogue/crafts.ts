import type { Locale } from '#libs/platform';

export interface Craft {
  /** Category path. */
  path: string;
  name: Record<Locale, string>;
}

/** The crafts in the navigation, in the words people use for them; a category page exists for every path of the catalogue. */
export const CRAFTS: readonly Craft[] = [
  { path: 'craft/weaving', name: { id: 'Anyaman', en: 'Plaiting' } },
  { path: 'textile/cloth', name: { id: 'Tenun', en: 'Weaving' } },
  { path: 'textile/batik', name: { id: 'Batik', en: 'Batik' } },
  { path: 'craft/carving', name: { id: 'Ukiran', en: 'Carving' } },
  { path: 'craft/umbrella', name: { id: 'Payung', en: 'Umbrellas' } },
  { path: 'textile/garment', name: { id: 'Busana', en: 'Clothing' } },
  { path: 'food/snack', name: { id: 'Camilan', en: 'Snacks' } },
  { path: 'aroma/essential-oil', name: { id: 'Minyak atsiri', en: 'Essential oils' } },
];
