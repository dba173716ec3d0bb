import { Injectable } from '@nestjs/common';
import { businessDay, Clock, Database, type FieldError } from '#libs/platform';
import { gatesClosed, gatesOn, LISTING_GATES, type ListingGate } from './listing-gates.js';

interface GatedProduct {
  id: string;
  shopId: string;
  category: string;
  nonHalal: boolean;
}

/** Whether a product may be on the shelves today. */
@Injectable()
export class Gates {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** What keeps the product off the shelves, and what is only worth telling. No statement for categories without gates. */
  async findings(product: GatedProduct): Promise<{ blocking: FieldError[]; warnings: FieldError[] }> {
    const today = businessDay(this.clock.now());
    const gates = gatesOn(today, product.category);
    const closed = gates.length === 0 ? [] : gatesClosed(gates, product, await this.certified(product, today));
    const told = (effect: ListingGate['effect']) => closed.filter((gate) => gate.effect === effect).map((gate) => ({ pointer: `/gates/${gate.code}`, message: gate.message }));
    return { blocking: told('block'), warnings: told('warn') };
  }

  /** Products on the shelves that a blocking gate no longer lets be there, of one shop or of all, a hundred at a time. */
  async trespassers(shopId: string | null): Promise<{ id: string; gate: ListingGate }[]> {
    const today = businessDay(this.clock.now());
    const blocking = LISTING_GATES.filter((gate) => gate.effect === 'block' && gatesOn(today, gate.category, [gate]).length > 0);
    const rows = await this.db.query<{ id: string; code: string }>(
      `SELECT DISTINCT ON (product.id) product.id, gate.code
       FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) AS gate(code, category, certificate, by_label)
       JOIN shop.product ON product.category = gate.category OR product.category LIKE gate.category || '/%'
       WHERE product.state = 'active' AND ($5::text IS NULL OR product.shop_id = $5) AND NOT (gate.by_label AND product.non_halal)
         AND NOT EXISTS (
           SELECT FROM shop.certificate
           WHERE certificate.shop_id = product.shop_id AND certificate.kind = gate.certificate AND certificate.state = 'verified'
             AND (certificate.expires_on IS NULL OR certificate.expires_on >= $6::date)
             AND (certificate.scope = 'shop' OR EXISTS (
               SELECT FROM shop.certificate_product covered WHERE covered.certificate_id = certificate.id AND covered.product_id = product.id)))
       ORDER BY product.id LIMIT 100`,
      [blocking.map((g) => g.code), blocking.map((g) => g.category), blocking.map((g) => g.certificate), blocking.map((g) => g.orLabel === 'non_halal'), shopId, today],
    );
    return rows.map(({ id, code }) => ({ id, gate: blocking.find((g) => g.code === code)! }));
  }

  private async certified(product: GatedProduct, today: string): Promise<string[]> {
    const rows = await this.db.query<{ kind: string }>(
      `SELECT DISTINCT kind FROM shop.certificate
       WHERE shop_id = $1 AND state = 'verified' AND (expires_on IS NULL OR expires_on >= $3::date)
         AND (scope = 'shop' OR EXISTS (SELECT FROM shop.certificate_product covered WHERE covered.certificate_id = certificate.id AND covered.product_id = $2))`,
      [product.shopId, product.id, today],
    );
    return rows.map((row) => row.kind);
  }
}
