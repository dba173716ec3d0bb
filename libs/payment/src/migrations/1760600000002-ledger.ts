import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Double entry: debit is positive, credit negative; what a seller is owed is the negated sum of the seller's accounts. */
export class Ledger1760600000002 extends ForwardOnly {
  readonly name = 'Ledger1760600000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(LEDGER);
    await db.query(RULES);
    await db.query(COMMISSION);
  }
}

const LEDGER = `
  CREATE TABLE payment.account (
    code  text COLLATE "C" PRIMARY KEY,
    kind  text NOT NULL CHECK (kind IN ('gateway_clearing', 'refund_clearing', 'seller_pending', 'seller_available', 'commission')),
    owner text COLLATE "C" NOT NULL,
    CHECK (code = kind || ':' || owner)
  );

  CREATE TABLE payment.ledger_transaction (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- What it was posted for, for example capture:chg_…; a posting happens once.
    cause     text COLLATE "C" NOT NULL UNIQUE,
    kind      text NOT NULL CHECK (kind IN ('capture', 'surplus', 'refund', 'refund_sent', 'refund_failed', 'release')),
    posted_at timestamptz NOT NULL
  );

  CREATE TABLE payment.ledger_entry (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id bigint NOT NULL REFERENCES payment.ledger_transaction,
    account        text COLLATE "C" NOT NULL REFERENCES payment.account,
    part           text NOT NULL CHECK (part IN ('goods', 'shipping', 'commission', 'transfer')),
    order_id       text COLLATE "C",
    amount         bigint NOT NULL CHECK (amount <> 0),
    currency       char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR')
  );
  CREATE INDEX ledger_entry_of_transaction ON payment.ledger_entry (transaction_id);
  CREATE INDEX ledger_entry_of_account ON payment.ledger_entry (account, id) INCLUDE (amount);
  CREATE INDEX ledger_entry_of_order ON payment.ledger_entry (order_id, account) INCLUDE (amount);
`;

const RULES = `
  CREATE FUNCTION payment.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment.ledger_entry FOR EACH ROW EXECUTE FUNCTION payment.refuse_change();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payment.ledger_entry EXECUTE FUNCTION payment.refuse_change();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment.ledger_transaction FOR EACH ROW EXECUTE FUNCTION payment.refuse_change();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payment.ledger_transaction EXECUTE FUNCTION payment.refuse_change();

  CREATE FUNCTION payment.require_zero_sum() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM payment.ledger_entry WHERE transaction_id = NEW.transaction_id GROUP BY currency HAVING sum(amount) <> 0) THEN
      RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$;
  -- Deferred: the entries of one transaction may come in any order and number of statements.
  CREATE CONSTRAINT TRIGGER zero_sum AFTER INSERT ON payment.ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.require_zero_sum();
`;

const COMMISSION = `
  CREATE TABLE payment.commission_rule (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Null: the platform's own rule.
    shop_id      text COLLATE "C",
    basis_points int NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    starts_at    timestamptz NOT NULL
  );
  CREATE INDEX commission_rule_in_force ON payment.commission_rule (shop_id, starts_at DESC, id DESC);
  INSERT INTO payment.commission_rule (shop_id, basis_points, starts_at) VALUES (NULL, 500, '2026-01-01T00:00:00Z');
`;
