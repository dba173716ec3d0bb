import { Injectable } from '@nestjs/common';
import { Clock, Database, Money, type Id } from '#libs/platform';

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
}
