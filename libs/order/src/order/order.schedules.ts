import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, Every, later } from '#libs/platform';
import { checkoutsToExpire } from '../checkout/checkout.queries.js';
import { Lifecycle } from './lifecycle.js';
import { TERMS } from './terms.js';

const BATCH = 200;

/** Finds what is due, in bounded batches, and gives each thing a transaction of its own. */
@Injectable()
export class OrderSchedules {
  private readonly log = new Logger(OrderSchedules.name);

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Every('order.expire-unpaid', { seconds: 30 })
  async expireUnpaid(): Promise<void> {
    await this.each(await checkoutsToExpire(this.db, this.clock.now(), BATCH), (id) => this.lifecycle.expire(id));
  }

  @Every('order.cancel-unanswered', { minutes: 5 })
  async cancelUnanswered(): Promise<void> {
    const due = await this.db.query<{ id: string }>(`SELECT id FROM orders.orders WHERE status = 'paid' AND accept_by <= $1 ORDER BY accept_by LIMIT $2`, [this.clock.now(), BATCH]);
    await this.each(due, (id) => this.lifecycle.cancelUnanswered(id));
  }

  @Every('order.complete-delivered', { minutes: 5 })
  async completeDelivered(): Promise<void> {
    const due = await this.db.query<{ id: string }>(
      `SELECT id FROM orders.orders WHERE status = 'delivered' AND completes_at <= $1 ORDER BY completes_at LIMIT $2`,
      [this.clock.now(), BATCH],
    );
    await this.each(due, (id) => this.lifecycle.complete(id));
  }

  @Every('order.assume-delivered', { hours: 1 })
  async assumeDelivered(): Promise<void> {
    const before = later(this.clock.now(), { days: -TERMS.assumeDeliveredAfterDays });
    const due = await this.db.query<{ id: string }>(`SELECT id FROM orders.orders WHERE status = 'shipped' AND shipped_at <= $1 ORDER BY shipped_at LIMIT $2`, [before, BATCH]);
    await this.each(due, (id) => this.lifecycle.assumeDelivered(id));
  }

  /** Baskets that nobody touched for a long time, and those merged into another, go; checked-out ones stay with their checkout. */
  @Every('order.forget-baskets', { hours: 6 })
  async forgetBaskets(): Promise<void> {
    await this.db.query(
      `DELETE FROM orders.basket WHERE id IN (SELECT id FROM orders.basket WHERE state <> 'checked_out' AND touched_at < $1 ORDER BY touched_at LIMIT 5000)`,
      [later(this.clock.now(), { days: -TERMS.forgottenBasketDays })],
    );
  }

  /** One that fails is logged and tried at the next turn; it must not keep the others waiting. */
  private async each(due: readonly { id: string }[], step: (id: string) => Promise<void>): Promise<void> {
    for (const { id } of due) await step(id).catch((thrown: unknown) => this.log.error({ id, err: thrown }, 'an automatic step failed'));
  }
}
