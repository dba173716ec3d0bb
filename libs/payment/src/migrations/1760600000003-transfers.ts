import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Money that people move: transfers to our bank account, and what we pay back by hand. */
export class Transfers1760600000003 extends ForwardOnly {
  readonly name = 'Transfers1760600000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TRANSFERS);
    await db.query(PAYBACKS);
  }
}

const TRANSFERS = `
  CREATE TABLE payment.transfer (
    id             text COLLATE "C" PRIMARY KEY CHECK (id ~ '^trf_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    charge_id      text COLLATE "C" NOT NULL UNIQUE REFERENCES payment.charge,
    -- What the buyer writes into the transfer's note, and the admin finds in the account's statement.
    reference      text COLLATE "C" NOT NULL CONSTRAINT transfer_reference UNIQUE CHECK (reference ~ '^TF[2-9A-HJKMNP-Z]{6}$'),
    amount         bigint NOT NULL CHECK (amount > 0),
    -- Our account as the buyer was told it.
    bank           text NOT NULL,
    account_number text NOT NULL,
    account_holder text NOT NULL,
    state          text NOT NULL DEFAULT 'awaiting_proof' CHECK (state IN ('awaiting_proof', 'in_review', 'refused', 'confirmed')),
    -- When it came into that state.
    since          timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    received_on    date,
    created_at     timestamptz NOT NULL,
    CHECK ((state = 'confirmed') = (received_on IS NOT NULL))
  );
  CREATE INDEX transfer_waiting ON payment.transfer (state, since, id) WHERE state <> 'confirmed';
  CREATE INDEX transfer_by_age ON payment.transfer (since);

  CREATE TABLE payment.transfer_proof (
    transfer_id  text COLLATE "C" NOT NULL REFERENCES payment.transfer,
    number       int NOT NULL CHECK (number BETWEEN 1 AND 10),
    storage_key  text COLLATE "C" NOT NULL UNIQUE,
    content_type text NOT NULL CHECK (content_type IN ('image/jpeg', 'application/pdf')),
    byte_size    int NOT NULL CHECK (byte_size > 0),
    added_at     timestamptz NOT NULL,
    PRIMARY KEY (transfer_id, number)
  );
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment.transfer_proof FOR EACH ROW EXECUTE FUNCTION payment.refuse_change();

  CREATE TABLE payment.transfer_decision (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transfer_id text COLLATE "C" NOT NULL REFERENCES payment.transfer,
    decision    text NOT NULL CHECK (decision IN ('confirmed', 'refused')),
    reason      text,
    amount      bigint,
    received_on date,
    by_user_id  text COLLATE "C" NOT NULL CHECK (by_user_id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    decided_at  timestamptz NOT NULL,
    CHECK ((decision = 'refused') = (reason IS NOT NULL)),
    CHECK ((decision = 'confirmed') = (amount IS NOT NULL AND received_on IS NOT NULL))
  );
  CREATE INDEX transfer_decision_of_transfer ON payment.transfer_decision (transfer_id, id);
  CREATE UNIQUE INDEX transfer_confirmed_once ON payment.transfer_decision (transfer_id) WHERE decision = 'confirmed';
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment.transfer_decision FOR EACH ROW EXECUTE FUNCTION payment.refuse_change();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payment.transfer_decision EXECUTE FUNCTION payment.refuse_change();
`;

const PAYBACKS = `
  -- sent_via: paid back from another place than where it was captured. replaces: the refund that was refused for good before.
  ALTER TABLE payment.refund
    ADD COLUMN sent_via text COLLATE "C",
    ADD COLUMN replaces text COLLATE "C" CONSTRAINT refund_replaced_once UNIQUE REFERENCES payment.refund;
  CREATE INDEX refund_failed ON payment.refund (settled_at, id) WHERE state = 'failed';

  -- A refund that a person pays back from our bank account.
  CREATE TABLE payment.payback (
    refund_id      text COLLATE "C" PRIMARY KEY REFERENCES payment.refund,
    opened_at      timestamptz NOT NULL,
    paid_on        date,
    bank_reference text,
    by_user_id     text COLLATE "C" CHECK (by_user_id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    recorded_at    timestamptz,
    CHECK (num_nonnulls(paid_on, bank_reference, by_user_id, recorded_at) IN (0, 4))
  );
  CREATE INDEX payback_waiting ON payment.payback (opened_at, refund_id) WHERE paid_on IS NULL;

  -- Where the buyer of a subject (a checkout) wants money back. The number is sealed (AES-256-GCM); the last digits are for recognising it.
  CREATE TABLE payment.payback_account (
    subject_id    text COLLATE "C" PRIMARY KEY REFERENCES payment.payable (subject_id),
    bank          text NOT NULL,
    holder        text NOT NULL,
    number_sealed text NOT NULL CHECK (number_sealed LIKE 'v1.%'),
    number_last4  text NOT NULL CHECK (length(number_last4) <= 4),
    left_at       timestamptz NOT NULL
  );
`;
