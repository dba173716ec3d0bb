import { inLocale } from '#libs/platform';
import type { BasketItemView, BasketShopView, BasketView } from '#libs/order';
import { FormProblems } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { countIn, unitIn } from '../kit/format.js';
import { Price, Said } from '../kit/parts.js';
import { Thumb } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

/** `form` carries a refused change; its `variantId` says which line. */
export function basketPage({ t }: Reader, basket: BasketView | null, form: FormState = emptyForm()): View {
  const isEmpty = !basket || basket.shops.length === 0;
  return {
    title: t.basket.title,
    isPublic: false,
    body: (
      <div class="wrap">
        <div class="page-head">
          <h1>{t.basket.title}</h1>
        </div>
        <FormProblems form={form} />
        {isEmpty ? (
          <Empty />
        ) : (
          <div class="columns with-side">
            <div>
              {basket.shops.map((shop) => (
                <ShopBasket key={shop.shopId} shop={shop} form={form} />
              ))}
            </div>
            <Summary basket={basket} />
          </div>
        )}
      </div>
    ),
  };
}

function Empty() {
  const { t, to } = useReader();
  return (
    <div class="empty">
      <h2>{t.basket.empty}</h2>
      <p>{t.basket.emptyHelp}</p>
      <p class="actions">
        <a class="button" href={to('/cari')}>
          {t.basket.browse}
        </a>
      </p>
    </div>
  );
}

function ShopBasket({ shop, form }: { shop: BasketShopView; form: FormState }) {
  const { t, to } = useReader();
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>
          <a href={to(`/toko/${shop.shopSlug}`)}>{shop.shopName}</a>
        </h2>
      </div>
      <ul class="lines">
        {shop.items.map((item) => (
          <li key={item.variantId}>
            <Thumb photoId={item.photoId} />
            <Line item={item} form={form} />
          </li>
        ))}
      </ul>
      <dl class="sums">
        <div>
          <dt>{t.basket.subtotalShop}</dt>
          <dd>
            <Price amount={shop.subtotalAmount} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Line({ item, form }: { item: BasketItemView; form: FormState }) {
  const { t, to, locale } = useReader();
  const name = [inLocale(item.productName, locale), item.variantLabel && inLocale(item.variantLabel, locale)].filter(Boolean).join(', ');
  const refused = form.typed.variantId === item.variantId ? form.typed.quantity : undefined;
  const per =
    item.unit.code === 'PCS' && item.unit.step === 1
      ? t.basket.each
      : `/ ${item.unit.step === 1 ? '' : `${countIn(locale, item.unit.step)} `}${unitIn(locale, item.unit.code)}`;
  return (
    <div class="line-words">
      <h3>
        <a href={to(`/produk/${item.productSlug}`)}>
          <Said words={item.productName} />
        </a>
      </h3>
      {item.variantLabel && (
        <p>
          <Said words={item.variantLabel} />
        </p>
      )}
      <p>
        <Price amount={item.unitAmount} /> {per}
      </p>
      {item.madeToOrder && item.leadDays !== null && <p>{t.basket.madeToOrder(item.leadDays)}</p>}
      {item.warning && (
        <p class="warning">
          {t.basket.warnings[item.warning]}
          {item.warning === 'not_enough' && ` (${t.basket.left(countIn(locale, item.available))})`}
        </p>
      )}
      <div class="line-row">
        <form method="post" action={to('/keranjang/jumlah')}>
          <input type="hidden" name="variantId" value={item.variantId} />
          <input
            class="quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min={1}
            max={9999}
            required
            value={typeof refused === 'string' ? refused : String(item.quantity)}
            aria-label={t.basket.quantity(name)}
          />
          <button class="text-button" type="submit">
            {t.basket.update}
          </button>
        </form>
        <strong>
          <Price amount={item.totalAmount} />
        </strong>
      </div>
      <form method="post" action={to('/keranjang/hapus')}>
        <input type="hidden" name="variantId" value={item.variantId} />
        <button class="text-button danger flush" type="submit" aria-label={t.basket.removeName(name)}>
          {t.basket.remove}
        </button>
      </form>
    </div>
  );
}

function Summary({ basket }: { basket: BasketView }) {
  const { t, to } = useReader();
  const isHeldUp = basket.shops.some((shop) => shop.items.some((item) => item.warning));
  return (
    <section class="panel side-sticky">
      <dl class="sums">
        <div class="total">
          <dt>{t.basket.subtotal}</dt>
          <dd>
            <Price amount={basket.subtotalAmount} />
          </dd>
        </div>
      </dl>
      <p class="soft small">
        {basket.shops.length === 1 ? t.basket.oneShop : t.basket.shops(basket.shops.length)}. {t.basket.deliveryLater}.
      </p>
      {isHeldUp ? (
        <p class="note">{t.basket.mend}</p>
      ) : (
        <a class="button wide" href={to('/pesan')}>
          {t.basket.checkout}
        </a>
      )}
    </section>
  );
}
