import type { Words } from '#libs/platform';

/** What the drawn picture of a product shows: an outline filled with the texture of its craft. */
export type Shape =
  | 'bag' | 'basket' | 'mat' | 'hat' | 'box' | 'pouch' | 'pot' | 'bottle-holder'
  | 'folded-cloth' | 'hanging-cloth' | 'shawl' | 'shirt' | 'dress' | 'trousers' | 'headscarf'
  | 'statue' | 'panel' | 'mask' | 'bowl' | 'umbrella' | 'closed-umbrella' | 'snack-pack' | 'jar' | 'bottle';

export type Texture = 'purun' | 'endek' | 'batik' | 'wood' | 'tedung' | 'chips' | 'fabric' | 'oil';

/** One thing that the makers of a craft make; each shop makes it in its own motifs. */
export interface Item {
  name: Words;
  about: Words;
  /** Rupiah for one piece (or one sellable step). */
  price: number;
  /** Packed, for one piece: grams and millimetres (length, width, height). */
  grams: number;
  mm: readonly [number, number, number];
  shape: Shape;
  attributes?: Record<string, unknown>;
  /** Variants by one option, with what each adds to the price. */
  options?: { name: Words; values: readonly (readonly [id: string, en: string, extra: number])[] };
  nestable?: boolean;
  leadDays?: number;
  unit?: 'PCS' | 'LEMBAR' | 'METER' | 'SET' | 'PASANG';
  /** Wholesale: [smallest quantity, rupiah each]. */
  reseller?: readonly (readonly [number, number])[];
}

export interface Craft {
  category: string;
  texture: Texture;
  /** Attributes that all items of the craft share. */
  attributes: Record<string, unknown>;
  items: readonly Item[];
}

/** A shop of the demo world: which items it makes, each in a motif of its own. */
export interface DemoShop {
  slug: string;
  name: string;
  villageCode: string;
  owner: string;
  story: Words;
  craft: string;
  /** Index of the item in the craft, and the motif or flavour that the shop gives it. */
  makes: readonly (readonly [item: number, motif: string, motifEn: string])[];
}

export const w = (id: string, en: string): Words => ({ id, en });
