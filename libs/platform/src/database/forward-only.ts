import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hand-written migration. There is no way back: a mistake is mended by the next one. */
export abstract class ForwardOnly implements MigrationInterface {
  abstract readonly name: string;
  abstract up(db: QueryRunner): Promise<void>;

  down(): Promise<void> {
    throw new Error(`${this.name} goes forward only`);
  }
}
