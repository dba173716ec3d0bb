import { Injectable } from '@nestjs/common';
import { Actor, Audit, Clock, Database, InvalidInput, Money, type Id } from '#libs/platform';

/** Plain facts about something sold; `amount` in whole rupiah. */
export interface CommissionQuestion {
  shopId: Id<'shp'>;
  /** For example `food/snack`. */
  categoryPath: string;
  sentraId: Id<'sen'> | null;
  channel: 'retail';
  amount: number;
}

export interface CommissionQuote {
  basisPoints: number;
  amount: number;
}

/** What the marketplace keeps. The caller freezes the answer on its line. */
@Injectable()
export class Commissions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** In the order of the questions, one statement: the shop's own rule in force, else the platform's. */
  async quote(questions: readonly CommissionQuestion[]): Promise<CommissionQuote[]> {
    const rows = await this.db.query<{ basis_points: number }>(
      `SELECT coalesce((
         SELECT rule.basis_points FROM payment.commission_rule rule
         WHERE (rule.shop_id = asked.shop_id OR rule.shop_id IS NULL) AND rule.starts_at <= $2
         ORDER BY rule.shop_id IS NULL, rule.starts_at DESC, rule.id DESC LIMIT 1), 0) AS basis_points
       FROM unnest($1::text[]) WITH ORDINALITY AS asked(shop_id, place) ORDER BY place`,
      [questions.map((q) => q.shopId), this.clock.now()],
    );
    return rows.map(({ basis_points: basisPoints }, index) => ({ basisPoints, amount: Money.of(questions[index]!.amount).basisPoints(basisPoints).amount }));
  }

  /** From `startsAt` on, for one shop or (null) for the platform; lines that were sold keep theirs. Admins only. */
  async set(actor: Actor, rule: { shopId: Id<'shp'> | null; basisPoints: number; startsAt: Date }): Promise<void> {
    actor.requireAdmin();
    if (!Number.isInteger(rule.basisPoints) || rule.basisPoints < 0 || rule.basisPoints > 10_000) {
      throw InvalidInput.at('/basisPoints', { id: 'Harus 0 sampai 10000', en: 'Must be 0 to 10000' });
    }
    await this.db.transaction(async () => {
      await this.db.query(`INSERT INTO payment.commission_rule (shop_id, basis_points, starts_at) VALUES ($1, $2, $3)`, [rule.shopId, rule.basisPoints, rule.startsAt]);
      await this.audit.record(actor, 'payment.commission', rule.shopId ?? 'platform', { basisPoints: rule.basisPoints, startsAt: rule.startsAt.toISOString() });
    });
  }
}
