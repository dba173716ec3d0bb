import { inLocale, Money, type Locale } from '#libs/platform';
import type { Facets, MakerCard, PhotoView, Place, ProductCard, ProductList, ProductPage, SentraPage, ShopPage } from '#libs/shop';
import type { FacetsShape, PhotoShape, ProductCardShape, ProductListShape, VillageNameShape } from './catalogue.shapes.js';
import type { MakerShape, ProductShape, SentraShape, ShopShape } from './product.shapes.js';

export function photoShape({ id, width, height, alt }: PhotoView): PhotoShape {
  return { id, url: `/photos/${id}/640.webp`, width, height, alt };
}

function villageShape({ code, name, regencyName, provinceName }: Place): VillageNameShape {
  return { code, name, regency: regencyName, province: provinceName };
}

function cardShape({ id, slug, name, priceAmount, categoryPath, madeToOrder, leadDays, shop, village, photo, availability }: ProductCard): ProductCardShape {
  return {
    id, slug, name, price: Money.of(priceAmount).toJSON(), category: categoryPath, madeToOrder, leadDays, shop,
    village: villageShape(village), photo: photo && photoShape(photo), availability,
  };
}

export function listShape({ items, nextCursor, facets, searchedFor }: ProductList, locale: Locale): ProductListShape {
  return { items: items.map(cardShape), nextCursor, ...(facets ? { facets: facetsShape(facets, locale) } : {}), searchedFor };
}

function facetsShape({ categories, regencies }: Facets, locale: Locale): FacetsShape {
  return {
    category: categories.map(({ path, label, count }) => ({ value: path, name: inLocale(label, locale), count })),
    regency: regencies.map(({ code, name, count }) => ({ value: code, name, count })),
  };
}

export function productShape(page: ProductPage, locale: Locale): ProductShape {
  const { id, slug, name, description, nonHalal, madeToOrder, leadDays, availability, sentra, certificates } = page;
  return {
    id, slug, name, description, nonHalal, madeToOrder, leadDays, availability, sentra, certificates,
    price: Money.of(page.priceAmount).toJSON(),
    category: page.category.map(({ path, label }) => ({ path, name: inLocale(label, locale) })),
    attributes: page.attributes.map(({ key, label, value }) => ({ key, label: inLocale(label, locale), value })),
    publishedAt: page.publishedAt.toISOString(),
    shop: { id: page.shop.id, slug: page.shop.slug, name: page.shop.name },
    village: villageShape(page.village),
    variants: page.variants.map(({ id: variantId, sku, options, priceAmount, tiers, unit, available, weightGrams, packedMm }) => ({
      id: variantId, sku, options, unit, available, weightGrams, packedMm,
      price: Money.of(priceAmount).toJSON(),
      tiers: tiers.map(({ minQuantity, unitAmount }) => ({ minQuantity, price: Money.of(unitAmount).toJSON() })),
    })),
    photos: page.photos.map(photoShape),
  };
}

export function shopShape({ id, slug, name, story, village, sentra, certificates, onHoliday, holidayUntil, productCount }: ShopPage): ShopShape {
  return { id, slug, name, story, village: villageShape(village), sentra, certificates, onHoliday, holidayUntil, productCount };
}

export function sentraShape({ villages, members, ...sentra }: SentraPage): SentraShape {
  return { ...sentra, villages: villages.map(villageShape), members: members.map(makerShape) };
}

function makerShape({ photo, ...maker }: MakerCard): MakerShape {
  return { ...maker, photo: photo && photoShape(photo) };
}
