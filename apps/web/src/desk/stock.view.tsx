import { inLocale, type Page } from '#libs/platform';
import type { ShopView, StockLevel } from '#libs/shop';
import { Kept, Select, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { countIn } from '../kit/format.js';
import { NextPage, Said } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { DeskHead, deskPage } from './desk-frame.js';

/** `form` is a refused count; its `variantId` says which row. */
export function stockPage(reader: Reader, shop: ShopView, levels: Page<StockLevel>, form: FormState = emptyForm()): View {
  const { t } = reader;
  return deskPage(reader, shop, 'stock', {
    body: (
      <>
        <DeskHead title={t.desk.stock} />
        <p class="soft">{t.desk.stockLead}</p>
        {levels.items.length === 0 && (
          <div class="empty">
            <p>{t.desk.noStock}</p>
          </div>
        )}
        <ul class="panel">
          {levels.items.map((level) => (
            <Row key={level.variantId} level={level} shopId={shop.id} form={form.typed.variantId === level.variantId ? form : emptyForm()} />
          ))}
        </ul>
        <NextPage cursor={levels.nextCursor} label={t.desk.next} />
      </>
    ),
  });
}

function Row({ level, shopId, form }: { level: StockLevel; shopId: string; form: FormState }) {
  const { t, to, locale } = useReader();
  const options = level.options.map((option) => inLocale(option.value, locale)).join(' · ');
  const suffixed = { ...form, errors: form.refusal && Object.keys(form.errors).length === 0 ? { onHand: form.refusal } : form.errors };
  return (
    <li class="stock-row" id={level.variantId}>
      <div>
        <p class="strong flush">
          <a href={to(`/desk/${shopId}/produk/${level.productId}`)}>
            <Said words={level.productName} />
          </a>
          {options && `, ${options}`}
        </p>
        <p class="soft small flush">
          {t.desk.sku} {level.sku}
        </p>
        {!level.madeToOrder && (
          <p class="stock-numbers flush">
            <span>
              {t.desk.onHand} {countIn(locale, level.onHand)}
            </span>
            <span>
              {t.desk.reserved} {countIn(locale, level.reserved)}
            </span>
            <span>
              {t.desk.available} <strong>{countIn(locale, level.available)}</strong>
            </span>
          </p>
        )}
      </div>
      {level.madeToOrder ? (
        <p class="soft flush">{t.desk.madeToOrder}</p>
      ) : (
        <form method="post" action={to(`/desk/${shopId}/stok`)}>
          <Kept name="variantId" value={level.variantId} />
          <CountFields level={level} form={suffixed} />
          <button class="button quiet" type="submit">
            {t.desk.saveCount}
          </button>
        </form>
      )}
    </li>
  );
}

function CountFields({ level, form }: { level: StockLevel; form: FormState }) {
  const { t } = useReader();
  const suffix = `-${level.variantId}`;
  return (
    <>
      <TextField form={form} name="onHand" idSuffix={suffix} label={t.desk.count} inputMode="numeric" required maxLength={7} value={String(level.onHand)} />
      <Select
        form={form}
        name="reason"
        idSuffix={suffix}
        label={t.desk.reason}
        required
        choices={Object.values(t.desk.countReasons).map((reason) => ({ value: reason, label: reason }))}
      />
    </>
  );
}
