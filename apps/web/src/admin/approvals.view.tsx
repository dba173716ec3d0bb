import { inLocale, type Page } from '#libs/platform';
import type { Village } from '#libs/region';
import { attributesInWords, categoryTrail, type CertificateView, type PhotoView, type ProductRow, type ProductView, type ShopView } from '#libs/shop';
import type { ComponentChildren } from 'preact';
import { FormProblems, TextArea } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { dayIn, instantIn } from '../kit/format.js';
import { Act, Crumbs, NextPage, Price, Said } from '../kit/parts.js';
import { pictureUrl } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { certificateName } from '../place/certificate.js';
import { adminPage } from './admin-frame.js';

/** `form` is a refused decision about the thing that `subject` names. */
export interface Decision {
  subject: string;
  form: FormState;
}

export function shopApprovalsPage(reader: Reader, shops: Page<ShopView>, villages: ReadonlyMap<string, Village>, refused: Decision | null = null): View {
  const { t, locale } = reader;
  return adminPage(
    reader,
    'shops',
    <>
      {shops.items.map((shop) => {
        const village = villages.get(shop.villageCode);
        return (
          <section class="panel" key={shop.id}>
            <h2>{shop.name}</h2>
            <dl class="facts">
              <Fact label={t.admin.village}>{village ? `${village.name}, ${village.regencyName}` : shop.villageCode}</Fact>
              <Fact label={t.admin.address}>{shop.addressLine}</Fact>
              <Fact label={t.admin.phone}>{shop.contactPhone ?? '–'}</Fact>
              <Fact label="NIB">
                <span class="numbers">{shop.nib ?? '–'}</span>
              </Fact>
            </dl>
            {shop.story && (
              <p>
                <Said words={shop.story} />
              </p>
            )}
            {shop.submittedAt && <p class="soft small">{t.admin.submittedAt(instantIn(locale, shop.submittedAt))}</p>}
            <Decide path={`/admin/toko/${shop.id}`} subject={shop.id} approve={t.admin.approve} refused={refused} />
          </section>
        );
      })}
      <Rest page={shops} />
    </>,
  );
}

export function productApprovalsPage(reader: Reader, products: Page<ProductRow>): View {
  const { t, to } = reader;
  return adminPage(
    reader,
    'products',
    <>
      {products.items.length > 0 && (
        <ul class="panel row-list">
          {products.items.map((product) => (
            <li key={product.id}>
              <a class="row-link" href={to(`/admin/produk/${product.id}`)}>
                <span>
                  <strong>
                    <Said words={product.name} />
                  </strong>
                  <br />
                  <span class="soft small">{t.admin.shopOf(product.shopName)}</span>
                </span>
                {product.fromAmount !== null && <Price amount={product.fromAmount} />}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Rest page={products} />
    </>,
  );
}

export function productApprovalPage(reader: Reader, product: ProductView, photos: readonly PhotoView[], refused: Decision | null = null): View {
  const { t, locale } = reader;
  return adminPage(
    reader,
    'products',
    <>
      <Crumbs trail={[{ href: '/admin/produk', label: t.admin.productsWaiting }]} />
      <section class="panel">
        <h2>
          <Said words={product.name} />
        </h2>
        <ul class="photo-grid large">
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <img src={pictureUrl(photo, 640)} alt={t.product.photo(index + 1)} width={photo.width} height={photo.height} />
            </li>
          ))}
        </ul>
        {product.description && (
          <p>
            <Said words={product.description} />
          </p>
        )}
        <dl class="facts">
          <Fact label={t.product.category}>
            {categoryTrail(product.category)
              .map((step) => inLocale(step.label, locale))
              .join(' › ')}
          </Fact>
          {attributesInWords(product.category, product.attributes).map((fact) => (
            <Fact key={fact.key} label={inLocale(fact.label, locale)}>
              <Said words={fact.value} />
            </Fact>
          ))}
          {product.variants.map((variant) => (
            <Fact key={variant.id} label={variant.options.map((option) => inLocale(option.value, locale)).join(' · ') || variant.sku}>
              <Price amount={variant.priceAmount} /> · {variant.weightGrams} g
            </Fact>
          ))}
        </dl>
        {product.missing.length > 0 && (
          <>
            <p class="strong">{t.admin.missing}</p>
            <ul class="missing">
              {product.missing.map((each) => (
                <li key={each.pointer}>{inLocale(each.message, locale)}</li>
              ))}
            </ul>
          </>
        )}
        {product.state === 'in_review' && <Decide path={`/admin/produk/${product.id}`} subject={product.id} approve={t.admin.approve} refused={refused} />}
      </section>
    </>,
  );
}

export function certificateApprovalsPage(reader: Reader, certificates: Page<CertificateView>, refused: Decision | null = null): View {
  const { t, locale } = reader;
  return adminPage(
    reader,
    'certificates',
    <>
      {certificates.items.map((each) => (
        <section class="panel" key={each.id}>
          <h2>
            {certificateName(each.kind, locale)} <span class="numbers">{each.number}</span>
          </h2>
          <dl class="facts">
            <Fact label={t.desk.shop}>{each.shopName}</Fact>
            <Fact label={t.admin.holder}>{each.holderName}</Fact>
            <Fact label={t.admin.expires}>{each.expiresOn ? dayIn(locale, each.expiresOn) : t.admin.noExpiry}</Fact>
          </dl>
          <Decide path={`/admin/sertifikat/${each.id}`} subject={each.id} approve={t.admin.verify} refused={refused} />
        </section>
      ))}
      <Rest page={certificates} />
    </>,
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Rest({ page }: { page: Page<unknown> }) {
  const { t } = useReader();
  return page.items.length === 0 ? (
    <div class="empty">
      <p>{t.admin.none}</p>
    </div>
  ) : (
    <NextPage cursor={page.nextCursor} label={t.desk.next} />
  );
}

/** Yes by one button; no with a reason for the maker. */
function Decide({ path, subject, approve, refused }: { path: string; subject: string; approve: string; refused: Decision | null }) {
  const { t, to } = useReader();
  const form = refused?.subject === subject ? refused.form : emptyForm();
  return (
    <div class="decide">
      <FormProblems form={form} idSuffix={`-${subject}`} />
      <Act action={`${path}/setuju`} label={approve} />
      <details class="more" open={form.errors.reason !== undefined}>
        <summary>{t.admin.sendBack}</summary>
        <form class="form" method="post" action={to(`${path}/kembalikan`)}>
          <TextArea form={form} name="reason" idSuffix={`-${subject}`} label={t.admin.reason} required maxLength={500} rows={2} />
          <button class="button danger" type="submit">
            {t.admin.sendBack}
          </button>
        </form>
      </details>
    </div>
  );
}
