import { Injectable } from '@nestjs/common';
import { Clock, Database, Every, later, newId } from '#libs/platform';
import { Regions, UnknownVillage } from '#libs/region';
import { chargeableGrams } from './chargeable-weight.js';
import { daysOf, priceOf } from './price.js';
import { INSERT_QUOTES, QUOTES_BY_ID, type QuoteRow } from './quote.queries.js';
import type { ChosenDelivery, DeliveryOption, QuoteRequest, Redemption, ShopOptions, ShopShipment } from './shipment.js';
import { QuoteExpired, QuoteUnknown, type StaleReason } from './shipping.errors.js';
import { TARIFFS, type TariffRow } from './tariff.queries.js';
import { zoneBetween } from './zone.js';

const VALID_MINUTES = 60;

interface Offered {
  option: DeliveryOption;
  grams: number;
}

/** Delivery prices, kept for a while so that what was shown is what is charged. */
@Injectable()
export class Quotes {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly regions: Regions,
  ) {}

  async quote({ destinationVillageCode, shops }: QuoteRequest): Promise<ShopOptions[]> {
    if (shops.length === 0) return [];
    await this.requirePlaces(destinationVillageCode, shops);
    const legs = shops.map((shop) => zoneBetween(shop.originVillageCode, destinationVillageCode));
    const tariffs = await this.db.query<TariffRow>(TARIFFS, [shops.map((shop) => shop.originVillageCode), legs, destinationVillageCode]);
    const expiresAt = later(this.clock.now(), { minutes: VALID_MINUTES });
    const offered = shops.map((shop, index) => ({ shop, options: optionsOf(shop, tariffs.filter((t) => t.leg === index + 1), expiresAt) }));
    await this.keep(offered, destinationVillageCode, expiresAt);
    return offered.map(({ shop, options }) => ({ shopId: shop.shopId, options: options.map(({ option }) => option) }));
  }

  async redeem(wanted: readonly Redemption[]): Promise<ChosenDelivery[]> {
    if (wanted.length === 0) return [];
    const rows = await this.db.query<QuoteRow>(QUOTES_BY_ID, [wanted.map((each) => each.quoteId)]);
    const byId = new Map(rows.map((row) => [row.quoteId, row]));
    return wanted.map((each) => {
      const quote = byId.get(each.quoteId);
      // A price that another shop was asked for is none of this buyer's business: not even that it exists.
      if (quote?.shopId !== each.shopId) throw new QuoteUnknown(each.shopId);
      const reason = whyStale(quote, each, this.clock.now());
      if (reason) throw new QuoteExpired(each.shopId, each.quoteId, reason);
      const { quoteId, shopId, courier, courierName, service, serviceName, priceAmount, minDays, maxDays } = quote;
      return { quoteId, shopId, courier, courierName, service, serviceName, priceAmount, days: { min: minDays, max: maxDays }, chargeableGrams: quote.chargeableGrams };
    });
  }

  /** Orders copy what they take, so a quote a day past its time serves nobody. */
  @Every('shipping.forget-quotes', { hours: 1 })
  async forget(): Promise<void> {
    await this.db.query('DELETE FROM shipping.quote WHERE expires_at < $1', [later(this.clock.now(), { days: -1 })]);
  }

  private async requirePlaces(destination: string, shops: readonly ShopShipment[]): Promise<void> {
    const codes = [...new Set([destination, ...shops.map((shop) => shop.originVillageCode)])];
    const known = new Set((await this.regions.villages(codes)).map((village) => village.code));
    if (!known.has(destination)) throw new UnknownVillage('/address/villageCode');
    const lost = codes.find((code) => !known.has(code));
    if (lost) throw new Error(`a shop is said to be in the village ${lost}, which does not exist`);
  }

  private async keep(offered: { shop: ShopShipment; options: Offered[] }[], destination: string, expiresAt: Date): Promise<void> {
    const rows = offered.flatMap(({ shop, options }) => options.map(({ option, grams }) => ({ shop, option, grams })));
    await this.db.query(INSERT_QUOTES, [
      rows.map((r) => r.option.id), rows.map((r) => r.shop.shopId), rows.map((r) => r.shop.fingerprint), rows.map((r) => r.shop.originVillageCode),
      rows.map((r) => r.option.courier), rows.map((r) => r.option.courierName), rows.map((r) => r.option.service), rows.map((r) => r.option.serviceName),
      rows.map((r) => r.grams), rows.map((r) => r.option.priceAmount), rows.map((r) => r.option.days.min), rows.map((r) => r.option.days.max),
      destination, expiresAt,
    ]);
  }
}

/** Cheapest first; of equally dear ones the faster, then by name, so that the order does not jump. */
function optionsOf(shop: ShopShipment, tariffs: readonly TariffRow[], expiresAt: Date): Offered[] {
  const options = tariffs.map((tariff): Offered => {
    const { courier, courierName, service, serviceName } = tariff;
    const grams = chargeableGrams(tariff, shop.items);
    const priceAmount = priceOf(grams, tariff, tariff).amount;
    return { grams, option: { id: newId('qot'), courier, courierName, service, serviceName, priceAmount, days: daysOf(tariff, tariff), expiresAt } };
  });
  const name = (option: DeliveryOption) => `${option.courier} ${option.service}`;
  return options.sort(({ option: a }, { option: b }) => a.priceAmount - b.priceAmount || a.days.max - b.days.max || (name(a) < name(b) ? -1 : 1));
}

function whyStale(quote: QuoteRow, wanted: Redemption, now: Date): StaleReason | null {
  if (quote.destinationVillageCode !== wanted.destinationVillageCode) return 'other_destination';
  if (quote.fingerprint !== wanted.fingerprint) return 'other_contents';
  return quote.expiresAt <= now ? 'expired' : null;
}
