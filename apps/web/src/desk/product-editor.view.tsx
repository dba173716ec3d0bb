import { inLocale } from '#libs/platform';
import { leafCategory, type Category, type PhotoView, type ProductView, type ShopView } from '#libs/shop';
import { FormProblems } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { Act, Crumbs } from '../kit/parts.js';
import { pictureUrl } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { DeskHead, deskPage } from './desk-frame.js';
import { ProductFields } from './product-fields.js';
import { Variants } from './variants.js';

export type Refused = { section: 'details' | 'photo' | 'variant' | 'tiers' | 'state'; form: FormState; variantId?: string };

export function newProductPage(reader: Reader, shop: ShopView, category: Category, form: FormState = emptyForm()): View {
  const { t, to, locale } = reader;
  return deskPage(reader, shop, 'products', {
    title: t.editor.newProduct,
    body: (
      <>
        <Crumbs trail={[{ href: `/desk/${shop.id}/produk/baru`, label: t.editor.pickCategory }]} />
        <DeskHead title={`${t.editor.newProduct}: ${inLocale(category.label, locale)}`} />
        <form class="panel form" method="post" action={to(`/desk/${shop.id}/produk/baru`)}>
          <ProductFields category={category} product={null} form={form} />
          <button class="button wide" type="submit">
            {t.editor.createProduct}
          </button>
        </form>
      </>
    ),
  });
}

export interface ProductEditorData {
  shop: ShopView;
  product: ProductView;
  photos: readonly PhotoView[];
}

/** Everything about one product: photos, choices and prices, words and facts; and what it still lacks. */
export function productEditorPage(reader: Reader, data: ProductEditorData, refused: Refused | null = null): View {
  const { t, to, locale } = reader;
  const { shop, product } = data;
  const category = leafCategory(product.category);
  const formOf = (section: Refused['section']) => (refused?.section === section ? refused.form : emptyForm());
  const path = `/desk/${shop.id}/produk/${product.id}`;
  return deskPage(reader, shop, 'products', {
    title: inLocale(product.name, locale),
    body: (
      <>
        <Crumbs trail={[{ href: `/desk/${shop.id}/produk`, label: t.desk.products }]} />
        <DeskHead title={inLocale(product.name, locale)}>
          <span class={`tag ${product.state === 'active' ? 'good' : 'slow'}`}>
            {product.state === 'active' ? t.editor.onSale : t.desk.states[product.state]}
          </span>
        </DeskHead>
        <State data={data} path={path} form={formOf('state')} />
        <Photos data={data} path={path} form={formOf('photo')} />
        <Variants product={product} path={path} refused={refused} />
        {category && (
          <form class="panel form" method="post" action={to(path)}>
            <h2>{t.editor.description}</h2>
            <ProductFields category={category} product={product} form={formOf('details')} />
            <button class="button" type="submit">
              {t.editor.saveProduct}
            </button>
          </form>
        )}
      </>
    ),
  });
}

function State({ data: { product, photos }, path, form }: { data: ProductEditorData; path: string; form: FormState }) {
  const { t, to, locale } = useReader();
  const { state, missing, warnings } = product;
  const isDraft = state === 'draft';
  return (
    <>
      {product.stateReason && <p class="note">{t.editor.returned(product.stateReason)}</p>}
      {product.pausedBy === 'gate' && <p class="note">{t.editor.pausedByGate}</p>}
      <FormProblems form={form} />
      {isDraft && (
        <section class="panel">
          {missing.length > 0 && (
            <>
              <p class="strong">{t.editor.missing}</p>
              <ul class="missing">
                {missing.map((each) => (
                  <li key={each.pointer}>
                    {labelOf(product.category, each.pointer, locale)}
                    {inLocale(each.message, locale)}
                  </li>
                ))}
              </ul>
            </>
          )}
          {warnings.map((each) => (
            <p class="soft small" key={each.pointer}>
              {inLocale(each.message, locale)}
            </p>
          ))}
          {missing.length === 0 && (
            <>
              <p>{t.editor.submitNote}</p>
              <Act action={`${path}/ajukan`} label={t.editor.submitProduct} look={photos.length > 0 ? '' : 'quiet'} />
            </>
          )}
        </section>
      )}
      {state === 'active' && (
        <div class="actions">
          <a class="button quiet compact" href={to(`/produk/${product.slug}`)}>
            {t.editor.seeProduct}
          </a>
          <Act action={`${path}/jeda`} label={t.editor.pause} look="quiet compact" />
        </div>
      )}
      {state === 'paused' && product.pausedBy !== 'gate' && <Act action={`${path}/lanjut`} label={t.editor.resume} look="compact" />}
    </>
  );
}

/** The name of the question that a finding is about. */
function labelOf(categoryPath: string, pointer: string, locale: 'id' | 'en'): string {
  const key = /^\/attributes\/(.+)$/.exec(pointer)?.[1];
  const field = key && leafCategory(categoryPath)?.fields.find((each) => each.key === key);
  return field ? `${inLocale(field.label, locale)}: ` : '';
}

function Photos({ data: { photos }, path, form }: { data: ProductEditorData; path: string; form: FormState }) {
  const { t, to } = useReader();
  return (
    <section class="panel">
      <h2>{t.editor.photos}</h2>
      <FormProblems form={form} />
      <ul class="photo-grid">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <img src={pictureUrl(photo, 320)} alt={t.product.photo(index + 1)} width={photo.width} height={photo.height} loading="lazy" />
            <form method="post" action={to(`${path}/foto/${photo.id}/hapus`)}>
              <button class="text-button danger" type="submit" aria-label={t.editor.removePhoto(index + 1)}>
                {t.editor.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form class="form" method="post" action={to(`${path}/foto`)} encType="multipart/form-data">
        <div class="field">
          <label for="f-photo">{t.editor.pickPhoto}</label>
          <p class="hint" id="h-photo">
            {t.editor.photoHint}
          </p>
          <input id="f-photo" name="photo" type="file" accept="image/jpeg,image/png,image/webp,image/avif" required aria-describedby="h-photo" />
        </div>
        <button class="button quiet" type="submit">
          {t.editor.addPhoto}
        </button>
      </form>
    </section>
  );
}
