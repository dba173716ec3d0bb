import { Injectable } from '@nestjs/common';
import { Clock, Config, Database, sealText, unsealText } from '#libs/platform';
import type { BankAccount, MaskedAccount } from './payback.view.js';

const PURPOSE = 'payback-account';
const SHOWN_DIGITS = 4;

/** Where buyers want money back. Numbers are sealed with a key of their own; only the last digits lie open. */
@Injectable()
export class PaybackAccounts {
  private readonly key: Buffer;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.key = config.keyFor(PURPOSE);
  }

  /** Keeps it in place of an earlier one. */
  async leave(subjectId: string, { bank, number, holder }: BankAccount): Promise<void> {
    const digits = number.replace(/[\s.-]/g, '');
    await this.db.query(
      `INSERT INTO payment.payback_account (subject_id, bank, holder, number_sealed, number_last4, left_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (subject_id) DO UPDATE SET bank = excluded.bank, holder = excluded.holder, number_sealed = excluded.number_sealed,
         number_last4 = excluded.number_last4, left_at = excluded.left_at`,
      [subjectId, bank, holder, sealText(this.key, digits, about(subjectId)), digits.slice(-SHOWN_DIGITS), this.clock.now()],
    );
  }

  /** For its owner to recognise. */
  masked(subjectId: string): Promise<MaskedAccount | null> {
    return this.db.one<MaskedAccount>('SELECT bank, holder, number_last4 AS last4 FROM payment.payback_account WHERE subject_id = $1', [subjectId]);
  }

  /** The whole number, for whoever pays it back. Null also when SECRET has changed since: then the buyer must leave it again. */
  async open(subjectId: string): Promise<BankAccount | null> {
    const kept = await this.db.one<{ bank: string; holder: string; sealed: string }>(
      'SELECT bank, holder, number_sealed AS sealed FROM payment.payback_account WHERE subject_id = $1',
      [subjectId],
    );
    const number = kept && unsealText(this.key, kept.sealed, about(subjectId));
    return number ? { bank: kept.bank, holder: kept.holder, number } : null;
  }
}

function about(subjectId: string): string {
  return `${PURPOSE} ${subjectId}`;
}
