import { later, type Words } from '#libs/platform';
import type { BulkProduct, BulkVariant, CertificateDetails, ShopDetails } from '#libs/shop';
import { w, type Craft, type Item, type Texture } from '../demo/craft.js';
import { CRAFTS } from '../demo/crafts/index.js';
import { Chance } from '../demo/pictures/chance.js';
import { drawProduct } from '../demo/pictures/draw.js';
import { BATCHES, COLOURS, MOTIFS, OWNERS, SHOP_NAMES } from './vocabulary.js';

/** Products of one shop after another: few large shops, many small ones, 500 in every ten. */
const SIZES = [50, 20, 100, 30, 65, 25, 80, 35, 55, 40] as const;
const CRAFT_NAMES = ['purun', 'endek', 'garment', 'batik', 'tempe', 'carving', 'garment', 'tedung', 'tempe', 'endek', 'oil', 'purun'] as const;
/** The textures of plaiting, ikat and batik make files of 20 kB; printed cloth does for a hundred thousand. */
const HEAVY: readonly Texture[] = ['purun', 'endek', 'batik'];
const ONE_SIZE: NonNullable<Item['options']> = { name: w('Ukuran', 'Size'), values: [['Biasa', 'Regular', 0], ['Besar', 'Large', 15_000]] };

export interface ShopPlan {
  /** From 1; the same number is always the same shop. */
  number: number;
  slug: string;
  owner: { name: string; email: string };
  details: Pick<ShopDetails, 'name' | 'villageCode'> & Partial<ShopDetails>;
  certificates: CertificateDetails[];
  craft: Craft;
  size: number;
}

export const ownerEmail = (number: number): string => `toko-${String(number).padStart(5, '0')}@volume.kriyadesa.test`;

/** How many shops it takes to sell at least so many products. */
export function shopsFor(products: number): { shops: number; products: number } {
  let [shops, count] = [0, 0];
  while (count < products) count += sizeOf(++shops);
  return { shops, products: count };
}

export const sizeOf = (number: number): number => SIZES[(number - 1) % SIZES.length]!;

export function planShop(number: number, villageCode: string): ShopPlan {
  const chance = new Chance(`volume ${number}`);
  const craftName = CRAFT_NAMES[(number * 7) % CRAFT_NAMES.length]!;
  const [first, second] = SHOP_NAMES;
  const name = `${chance.pick(first)} ${chance.pick(second)} ${number}`;
  const owner = chance.pick(OWNERS);
  // No shop of a person gets a number with leading zeros.
  const slug = `${name.toLowerCase().split(' ').slice(0, 2).join('-')}-${String(number).padStart(5, '0')}`;
  const nib = `81${String(number).padStart(11, '0')}`;
  return {
    number, slug, owner: { name: owner, email: ownerEmail(number) }, craft: CRAFTS[craftName]!, size: sizeOf(number),
    details: {
      name, villageCode, nib, addressLine: `Jl. Kampung No. ${chance.whole(1, 200)}, RT 00${chance.whole(1, 9)}/RW 00${chance.whole(1, 9)}`,
      contactPhone: `+62877${String(number).padStart(8, '0')}`, contactEmail: ownerEmail(number),
      story: w(`Kami membuat ${craftName} bersama tetangga sejak ${chance.whole(1980, 2024)}.`, `We have made ${craftName} with our neighbours since ${chance.whole(1980, 2024)}.`),
    },
    certificates: craftName === 'tempe' ? [halal(owner, number)] : [],
  };
}

/** Everything on the shelves of the shop: the same each time but for the days. */
export function productsOfPlan({ number, craft, size }: ShopPlan, now: Date): BulkProduct[] {
  return Array.from({ length: size }, (_, position) => {
    const chance = new Chance(`volume ${number} ${position}`);
    const item = craft.items[position % craft.items.length]!;
    const words = distinctWords(craft, number, position);
    const name: Words = { id: `${item.name.id} ${words.motif.id} ${words.kind.id}`, en: `${item.name.en ?? item.name.id}, ${words.motif.en}, ${words.kind.en}` };
    const isFood = craft.category.startsWith('food/');
    return {
      details: {
        name, description: item.about, category: craft.category, attributes: { ...craft.attributes, ...item.attributes, ...motifAttribute(craft, words.motif) } as BulkProduct['details']['attributes'],
        nonHalal: false, madeToOrder: item.leadDays !== undefined, leadDays: item.leadDays ?? 0, stopSellingDays: isFood ? 14 : 0,
      },
      publishedAt: later(now, { days: -chance.whole(1, 730), minutes: -chance.whole(0, 1440) }),
      variants: variantsOf(item, `${number}-${position + 1}`, isFood, chance, now),
      drawing: { svg: drawProduct(`volume ${number} ${position}`, item.shape, HEAVY.includes(craft.texture) ? 'fabric' : craft.texture, words.motif.id), alt: name },
    };
  });
}

function variantsOf(item: Item, sku: string, isFood: boolean, chance: Chance, now: Date): BulkVariant[] {
  const { name, values } = item.options ?? ONE_SIZE;
  // A third to three times the usual price, in steps of 500 rupiah.
  const price = Math.max(2_000, Math.round((item.price * Math.exp(chance.between(-1.1, 1.1))) / 500) * 500);
  const [length, width, height] = item.mm;
  return values.slice(0, 2).map(([id, en, extra], place) => ({
    details: {
      sku: `V${sku}-${place + 1}`, options: [{ name, value: { id, en } }], priceAmount: price + extra,
      unit: { code: item.unit ?? 'PCS', step: item.unit === 'METER' ? 0.5 : 1 }, packs: [], weightGrams: item.grams, packedMm: { length, width, height }, nestable: item.nestable ?? false,
    },
    resellerTiers: item.reseller ? [{ minQuantity: 12, unitAmount: Math.round((price + extra) * 0.85) }] : [],
    onHand: chance.whole(5, 200),
    expiresOn: isFood ? later(now, { days: 400 }).toISOString().slice(0, 10) : null,
  }));
}

/** No two products of a shop share item, motif and kind: each turn through the items takes the next kind. */
function distinctWords(craft: Craft, number: number, position: number): { motif: Words; kind: Words } {
  const isFood = craft.category.startsWith('food/') || craft.category.startsWith('aroma/');
  const motifs = MOTIFS[craft.category === 'craft/carving' ? 'carved' : craft.category === 'craft/weaving' ? 'plait' : isFood ? 'taste' : 'cloth'];
  const kinds = isFood ? BATCHES : COLOURS;
  const turn = Math.floor(position / craft.items.length);
  return { motif: motifs[(number + position + Math.floor(turn / kinds.length)) % motifs.length]!, kind: kinds[(number + turn) % kinds.length]! };
}

function motifAttribute({ category }: Craft, motif: Words): Record<string, unknown> {
  if (category.startsWith('food/')) return { flavour: motif };
  return category === 'craft/carving' || category.startsWith('aroma/') ? {} : { motif };
}

function halal(holderName: string, number: number): CertificateDetails {
  return { kind: 'halal', number: `ID3276${String(number).padStart(4, '0')}000126${String(number).padStart(3, '0').slice(-3)}`, holderName, issuer: 'BPJPH', issuedOn: '2026-02-02', expiresOn: null };
}
