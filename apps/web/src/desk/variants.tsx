import { inLocale, Money } from '#libs/platform';
import type { ProductView, VariantView } from '#libs/shop';
import { Checkbox, FormProblems, Select, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { countIn } from '../kit/format.js';
import { Act, Price } from '../kit/parts.js';
import { useReader } from '../kit/reader.js';
import type { Refused } from './product-editor.view.js';
import { TIER_ROWS, UNIT_CHOICES } from './variant-form.js';

/** The choices of a product with their prices; the form for another one stands open while there is none. */
export function Variants({ product, path, refused }: { product: ProductView; path: string; refused: Refused | null }) {
  const { t } = useReader();
  const isFirst = product.variants.length === 0;
  const adding = refused?.section === 'variant' && !refused.variantId ? refused.form : emptyForm();
  return (
    <section class="panel" id="variants">
      <h2>{t.editor.variants}</h2>
      {product.variants.map((variant) => (
        <Variant key={variant.id} variant={variant} path={path} refused={refused?.variantId === variant.id ? refused : null} />
      ))}
      {product.state !== 'archived' && (
        <details class="more" open={isFirst || Object.keys(adding.typed).length > 0}>
          <summary>{isFirst ? t.editor.firstVariant : t.editor.addVariant}</summary>
          <VariantForm path={`${path}/varian`} variant={null} optionName={optionNameOf(product)} form={adding} isMadeToOrder={product.madeToOrder} />
        </details>
      )}
    </section>
  );
}

function optionNameOf(product: ProductView): string {
  return product.variants[0]?.options[0]?.name.id ?? '';
}

function Variant({ variant, path, refused }: { variant: VariantView; path: string; refused: Refused | null }) {
  const { t, locale } = useReader();
  const at = `${path}/varian/${variant.id}`;
  const label = variant.options.map((option) => inLocale(option.value, locale)).join(' · ') || variant.sku;
  const isSold = variant.state === 'active';
  return (
    <details class="more" open={refused !== null}>
      <summary>
        <span class="variant-head">
          <span>
            {label}
            {!isSold && (
              <>
                {' '}
                <span class="tag">{t.desk.states.archived}</span>
              </>
            )}
          </span>
          <Price amount={variant.priceAmount} />
        </span>
      </summary>
      <VariantForm path={at} variant={variant} optionName="" form={refused?.section === 'variant' ? refused.form : emptyForm()} isMadeToOrder />
      <TierForm path={`${at}/harga`} variant={variant} form={refused?.section === 'tiers' ? refused.form : emptyForm()} />
      <Act action={`${at}/${isSold ? 'henti' : 'jual'}`} label={isSold ? t.editor.archiveVariant : t.editor.reviveVariant} look="quiet compact" />
    </details>
  );
}

function VariantForm({
  path,
  variant,
  optionName,
  form,
  isMadeToOrder,
}: {
  path: string;
  variant: VariantView | null;
  optionName: string;
  form: FormState;
  isMadeToOrder: boolean;
}) {
  const { t, to, locale } = useReader();
  const idSuffix = `-${variant?.id ?? 'new'}`;
  const option = variant?.options[0];
  const cm = (mm: number | undefined) => (mm === undefined ? undefined : countIn(locale, mm / 10));
  const unit = variant ? UNIT_CHOICES.find((each) => each.code === variant.unit.code && each.step === variant.unit.step)?.value : 'PCS';
  return (
    <form class="form" method="post" action={to(path)}>
      <FormProblems form={form} idSuffix={idSuffix} />
      <div class="form-row">
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="price"
          label={t.editor.price}
          prefix="Rp"
          inputMode="numeric"
          required
          maxLength={15}
          value={variant ? Money.of(variant.priceAmount).format('id').replace(/^\D+/, '') : undefined}
        />
        <Select
          form={form}
          idSuffix={idSuffix}
          name="unit"
          label={t.editor.unit}
          required
          value={unit}
          choices={UNIT_CHOICES.map((each) => ({ value: each.value, label: t.editor.units[each.value] }))}
        />
        <TextField form={form} idSuffix={idSuffix} name="sku" label={t.editor.sku} hint={t.editor.skuHint} required maxLength={40} value={variant?.sku} />
      </div>
      <div class="form-row">
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="optionName"
          label={t.editor.optionName}
          hint={t.editor.optionNameHint}
          maxLength={40}
          value={option?.name.id ?? optionName}
        />
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="optionValue"
          label={t.editor.optionValue}
          hint={t.editor.optionValueHint}
          maxLength={60}
          value={option?.value.id}
        />
      </div>
      <div class="form-row four">
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="weightGrams"
          label={t.editor.weight}
          suffix="g"
          inputMode="numeric"
          required
          maxLength={7}
          value={variant ? String(variant.weightGrams) : undefined}
        />
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="lengthCm"
          label={t.editor.length}
          suffix="cm"
          inputMode="decimal"
          required
          maxLength={7}
          value={cm(variant?.packedMm.length)}
        />
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="widthCm"
          label={t.editor.width}
          suffix="cm"
          inputMode="decimal"
          required
          maxLength={7}
          value={cm(variant?.packedMm.width)}
        />
        <TextField
          form={form}
          idSuffix={idSuffix}
          name="heightCm"
          label={t.editor.height}
          suffix="cm"
          inputMode="decimal"
          required
          maxLength={7}
          value={cm(variant?.packedMm.height)}
        />
      </div>
      <Checkbox form={form} name="nestable" label={t.editor.nestable} checked={variant?.nestable ?? false} />
      {!variant && !isMadeToOrder && <TextField form={form} idSuffix={idSuffix} name="onHand" label={t.editor.onHand} inputMode="numeric" maxLength={7} />}
      <button class="button" type="submit">
        {variant ? t.editor.saveVariant : t.editor.addVariant}
      </button>
    </form>
  );
}

function TierForm({ path, variant, form }: { path: string; variant: VariantView; form: FormState }) {
  const { t, to, locale } = useReader();
  const tiers = variant.tiers.retail;
  const idSuffix = `-tiers-${variant.id}`;
  return (
    <form class="form" method="post" action={to(path)}>
      <h3 class="section-small">{t.editor.tiers}</h3>
      <FormProblems form={form} idSuffix={idSuffix} />
      {TIER_ROWS.map((row) => (
        <div class="form-row" key={row}>
          <TextField
            form={form}
            idSuffix={idSuffix}
            name={`quantity${row}`}
            label={`${t.editor.tierQuantity} (${row + 1})`}
            inputMode="numeric"
            maxLength={6}
            value={tiers[row] ? String(tiers[row].minQuantity) : undefined}
          />
          <TextField
            form={form}
            idSuffix={idSuffix}
            name={`amount${row}`}
            label={`${t.editor.tierPrice} (${row + 1})`}
            prefix="Rp"
            inputMode="numeric"
            maxLength={15}
            value={tiers[row] ? countIn(locale === 'en' ? 'id' : locale, tiers[row].unitAmount) : undefined}
          />
        </div>
      ))}
      <button class="button quiet" type="submit">
        {t.editor.saveTiers}
      </button>
    </form>
  );
}
