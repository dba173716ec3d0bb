import { inLocale } from '#libs/platform';
import type { ProductPage, ShownVariant } from '#libs/shop';
import { FormProblems, Kept, Radios } from '../kit/form.js';
import type { FormState } from '../kit/form-state.js';
import { countIn, quantityIn } from '../kit/format.js';
import { Icon } from '../kit/icons.js';
import { Price } from '../kit/parts.js';
import { useReader } from '../kit/reader.js';

const FEW = 5;

/** Variant, quantity and the button; the button stays at hand while a phone scrolls. */
export function BuyForm({ product, form }: { product: ProductPage; form: FormState }) {
  const { t, to, locale } = useReader();
  const { variants } = product;
  const open = variants.filter((variant) => canBuy(product, variant));
  const [first] = open.length > 0 ? open : variants;
  if (!first || open.length === 0) return <p class="note">{product.shop.onHoliday ? t.product.holiday : first ? t.product.soldOut : t.product.notSold}</p>;
  const typedQuantity = form.typed.quantity;
  const stepped = first.unit.step !== 1 ? quantityIn(locale, 1, first.unit) : null;
  return (
    <form class="buy" method="post" action={to('/keranjang/barang')}>
      <FormProblems form={form} />
      <Kept name="productSlug" value={product.slug} />
      {variants.length === 1 ? (
        <>
          <Kept name="variantId" value={first.id} />
          {!product.madeToOrder && (
            <p class="soft">
              <Left product={product} variant={first} />
            </p>
          )}
        </>
      ) : (
        <Radios
          form={form}
          name="variantId"
          label={t.product.choose}
          required
          value={first.id}
          choices={variants.map((variant) => ({
            value: variant.id,
            label: variant.options.map((option) => inLocale(option.value, locale)).join(' · ') || variant.sku,
            isDisabled: !canBuy(product, variant),
            detail: (
              <>
                <Price amount={variant.priceAmount} /> · <Left product={product} variant={variant} />
              </>
            ),
          }))}
        />
      )}
      <div class="buy-bar">
        <div>
          <label for="f-quantity">{stepped ? t.product.quantityStep(stepped) : t.product.quantity}</label>
          <input
            class="quantity"
            id="f-quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min={1}
            max={9999}
            value={typeof typedQuantity === 'string' ? typedQuantity : '1'}
            required
            aria-invalid={form.errors.quantity ? 'true' : undefined}
            aria-describedby={form.errors.quantity ? 'e-quantity' : undefined}
            autofocus={Boolean(form.errors.quantity)}
          />
        </div>
        <button class="button" type="submit">
          <Icon name="basket" />
          {t.product.addToBasket}
        </button>
      </div>
      {form.errors.quantity && (
        <p class="error" id="e-quantity">
          {form.errors.quantity}
        </p>
      )}
    </form>
  );
}

function canBuy(product: ProductPage, variant: ShownVariant): boolean {
  return !product.shop.onHoliday && (product.madeToOrder || variant.available > 0);
}

function Left({ product, variant }: { product: ProductPage; variant: ShownVariant }) {
  const { t, locale } = useReader();
  if (product.madeToOrder) return <>{t.product.madeToOrder(product.leadDays)}</>;
  if (variant.available === 0) return <>{t.product.soldOut}</>;
  return variant.available <= FEW ? <>{t.product.left(countIn(locale, variant.available))}</> : <>{t.product.inStock(countIn(locale, variant.available))}</>;
}
