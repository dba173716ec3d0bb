import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

export class Payment1760600000001 extends ForwardOnly {
  readonly name = 'Payment1760600000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE SCHEMA payment`);
  }
}
