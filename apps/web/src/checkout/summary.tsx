import { Kept } from '../kit/form.js';
import { quantityIn } from '../kit/format.js';
import { Price, Said } from '../kit/parts.js';
import { Thumb } from '../kit/picture.js';
import { useReader } from '../kit/reader.js';
import type { CheckoutData } from './checkout.view.js';

/** What is bought and what it costs; the button appears once every parcel has its price, and sends along the total that it stands beside. */
export function Summary({ data: { basket, deliveries, methods } }: { data: CheckoutData }) {
  const { t, to, locale } = useReader();
  const isPriced = deliveries !== null && deliveries.every((delivery) => delivery.chosen !== null);
  const deliveryAmount = (deliveries ?? []).reduce((sum, delivery) => sum + (delivery.chosen?.priceAmount ?? 0), 0);
  const total = basket.subtotalAmount + deliveryAmount;
  return (
    <aside class="panel side-sticky" aria-label={t.checkout.summary}>
      <div class="panel-head">
        <h2>{t.checkout.summary}</h2>
        <a class="small" href={to('/keranjang')}>
          {t.checkout.change}
        </a>
      </div>
      {basket.shops.map((shop) => (
        <div key={shop.shopId}>
          <h3>{shop.shopName}</h3>
          <ul class="lines compact">
            {shop.items.map((item) => (
              <li key={item.variantId}>
                <Thumb photoId={item.photoId} />
                <div class="line-words">
                  <h4>
                    <Said words={item.productName} />
                  </h4>
                  <p>
                    {quantityIn(locale, item.quantity, item.unit)}
                    {item.variantLabel && (
                      <>
                        {' '}
                        · <Said words={item.variantLabel} />
                      </>
                    )}
                  </p>
                  {item.warning && <p class="warning">{t.basket.warnings[item.warning]}</p>}
                </div>
                <Price amount={item.totalAmount} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <dl class="sums">
        <div>
          <dt>{t.checkout.goods}</dt>
          <dd>
            <Price amount={basket.subtotalAmount} />
          </dd>
        </div>
        {isPriced && (
          <div>
            <dt>{t.checkout.deliveryTotal}</dt>
            <dd>
              <Price amount={deliveryAmount} />
            </dd>
          </div>
        )}
        {isPriced && (
          <div class="total">
            <dt>{t.checkout.total}</dt>
            <dd>
              <Price amount={total} />
            </dd>
          </div>
        )}
      </dl>
      {isPriced && methods.length > 0 && (
        <>
          <Kept name="shown" value={String(total)} />
          <button class="button wide" type="submit" name="step" value="place">
            {t.checkout.place}
          </button>
          <p class="soft small">{t.checkout.placeNote}</p>
        </>
      )}
    </aside>
  );
}
