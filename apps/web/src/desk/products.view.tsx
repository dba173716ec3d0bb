import { CATEGORIES, type Category, type ProductRow, type ShopView } from '#libs/shop';
import { inLocale, type Page } from '#libs/platform';
import { NextPage, Price, Said } from '../kit/parts.js';
import { Thumb } from '../kit/picture.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { DeskHead, deskPage } from './desk-frame.js';

export function productsPage(reader: Reader, shop: ShopView, products: Page<ProductRow>): View {
  const { t, to } = reader;
  const path = `/desk/${shop.id}/produk`;
  return deskPage(reader, shop, 'products', {
    body: (
      <>
        <DeskHead title={t.desk.products}>
          <a class="button compact" href={to(`${path}/baru`)}>
            {t.editor.newProduct}
          </a>
        </DeskHead>
        {products.items.length === 0 && (
          <div class="empty">
            <h2>{t.editor.noProducts}</h2>
            <p>{t.editor.noProductsHelp}</p>
          </div>
        )}
        <div class="order-cards">
          {products.items.map((product) => (
            <a class="order-card" key={product.id} href={to(`${path}/${product.id}`)}>
              <Thumb photoId={product.photoId} />
              <div>
                <p class="strong">
                  <Said words={product.name} />
                </p>
                <p class="soft small">
                  {t.editor.variantCount(product.variantCount)}
                  {product.fromAmount !== null && (
                    <>
                      {' '}
                      · {t.catalogue.from} <Price amount={product.fromAmount} />
                    </>
                  )}
                </p>
              </div>
              <span class={`tag ${product.state === 'active' ? 'good' : product.state === 'in_review' ? 'slow' : ''}`}>
                {product.state === 'active' ? t.editor.onSale : t.desk.states[product.state]}
              </span>
            </a>
          ))}
        </div>
        <NextPage cursor={products.nextCursor} label={t.desk.next} />
      </>
    ),
  });
}

/** The category decides which questions the product's form asks. */
export function pickCategoryPage(reader: Reader, shop: ShopView): View {
  const { t, to, locale } = reader;
  const leaves = (category: Category): readonly Category[] => (category.children.length > 0 ? category.children.flatMap(leaves) : [category]);
  return deskPage(reader, shop, 'products', {
    title: t.editor.newProduct,
    body: (
      <>
        <DeskHead title={t.editor.pickCategory} />
        {CATEGORIES.map((group) => (
          <section class="panel" key={group.path}>
            <h2>{inLocale(group.label, locale)}</h2>
            <ul class="row-list">
              {leaves(group).map((leaf) => (
                <li key={leaf.path}>
                  <a class="row-link" href={to(`/desk/${shop.id}/produk/baru?category=${leaf.path}`)}>
                    <strong>{inLocale(leaf.label, locale)}</strong>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
}
