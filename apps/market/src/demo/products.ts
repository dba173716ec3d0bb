import { later, type Words } from '#libs/platform';
import type { BulkProduct, BulkVariant, VariantDetails } from '#libs/shop';
import type { DemoShop, Item } from './craft.js';
import { CRAFTS } from './crafts/index.js';
import { Chance } from './pictures/chance.js';
import { drawProduct } from './pictures/draw.js';

const ONE: readonly (readonly [string, string, number])[] = [['', '', 0]];

/** Everything a demo shop sells, ready for the shelves; the same each time but for the days. */
export function productsOf(shop: DemoShop, now: Date): BulkProduct[] {
  const craft = CRAFTS[shop.craft]!;
  return shop.makes.map(([index, motif, motifEn], position) => {
    const item = craft.items[index]!;
    const name: Words = { id: `${item.name.id} ${motif}`, en: `${item.name.en ?? item.name.id}, ${motifEn}` };
    const chance = new Chance(`${shop.slug} ${name.id}`);
    const attributes = { ...craft.attributes, ...item.attributes, ...motifAttribute(craft.category, motif, motifEn) };
    return {
      details: {
        name, description: item.about, category: craft.category, attributes: attributes as BulkProduct['details']['attributes'], nonHalal: false,
        madeToOrder: item.leadDays !== undefined, leadDays: item.leadDays ?? 0, stopSellingDays: craft.category.startsWith('food/') ? 14 : 0,
      },
      publishedAt: later(now, { days: -chance.whole(1, 60), minutes: -position }),
      variants: (item.options?.values ?? ONE).map((option, place) => variantOf(shop, item, option, `${position + 1}${place + 1}`, chance, now)),
      drawing: { svg: drawProduct(`${shop.slug} ${name.id}`, item.shape, craft.texture, motif), alt: name },
    };
  });
}

function motifAttribute(category: string, id: string, en: string): Record<string, unknown> {
  if (category.startsWith('food/')) return { flavour: { id, en } };
  return category === 'craft/carving' || category.startsWith('aroma/') ? {} : { motif: { id, en } };
}

function variantOf(shop: DemoShop, item: Item, [id, en, extra]: readonly [string, string, number], number: string, chance: Chance, now: Date): BulkVariant {
  const [length, width, height] = item.mm;
  const grows = extra > 0 ? 1.35 : 1;
  const shelfLife = Number(item.attributes?.shelfLifeDays ?? 120);
  const details: VariantDetails = {
    sku: `${initials(shop.name)}-${number}`,
    options: item.options ? [{ name: item.options.name, value: { id, en } }] : [],
    priceAmount: item.price + extra,
    unit: { code: item.unit ?? 'PCS', step: item.unit === 'METER' ? 0.5 : 1 },
    packs: [],
    weightGrams: Math.round(item.grams * grows),
    packedMm: { length: Math.round(length * grows), width: Math.round(width * grows), height: Math.round(height * grows) },
    nestable: item.nestable ?? false,
  };
  return {
    details,
    resellerTiers: (item.reseller ?? []).map(([minQuantity, unitAmount]) => ({ minQuantity, unitAmount: unitAmount + extra })),
    onHand: chance.whole(8, 60),
    expiresOn: shop.craft === 'tempe' ? later(now, { days: Math.round(shelfLife * 0.8) }).toISOString().slice(0, 10) : null,
  };
}

const initials = (name: string): string => name.split(/\s+/).map((word) => word.slice(0, 3).toUpperCase()).join('').slice(0, 9);
