import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

/** Links of guests were kept with the key that opens their order; now the mail alone names it. */
export class PathsWithoutKeys1760300000002 extends ForwardOnly {
  readonly name = 'PathsWithoutKeys1760300000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`UPDATE notice.note SET path = regexp_replace(path, '^(/pesanan/cko_[0-9a-z]{26})/[A-Za-z0-9_-]{43}$', '\\1/:key') WHERE email IS NOT NULL AND path LIKE '/pesanan/cko!_%/%' ESCAPE '!'`);
  }
}
