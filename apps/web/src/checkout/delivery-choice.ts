import type { DeliveryOption } from '#libs/order';
import type { Dictionary } from '../words/index.js';

/** The value of a delivery's radio: `qot_…:jne:REG`. Courier and service survive a new quote, the id does not. */
export function choiceValue(option: Pick<DeliveryOption, 'id' | 'courier' | 'service'>): string {
  return [option.id, option.courier, option.service].join(':');
}

export function quoteIdOf(value: string): string {
  return value.split(':')[0]!;
}

/** The buyer comes to the shop; the seller comes to the buyer. */
const PICKUP = 'PICKUP';
const OWN = 'OWN';

/** A way of delivery as people read it; couriers are called by their own names. */
export function courierLabel(t: Dictionary, way: { courier: string; courierName: string; serviceName: string }): string {
  if (way.courier === PICKUP) return t.checkout.pickup;
  return way.courier === OWN ? t.checkout.ownCourier : `${way.courierName} ${way.serviceName}`;
}

/** The option that was chosen before, by quote or by service; else the cheapest that brings it: nobody should have to fetch it unasked. */
export function chosenOption<T extends Pick<DeliveryOption, 'id' | 'courier' | 'service'>>(options: readonly T[], typed: string | undefined): T | null {
  const [id, courier, service] = (typed ?? '').split(':');
  return (
    options.find((option) => option.id === id) ??
    options.find((option) => option.courier === courier && option.service === service) ??
    options.find((option) => option.courier !== PICKUP) ??
    options[0] ??
    null
  );
}
