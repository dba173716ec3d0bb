import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** What is to be paid, the attempts, whose money it is, what came from the gateways, what went back. */
export class Payment1760600000001 extends ForwardOnly {
  readonly name = 'Payment1760600000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(PAYABLES);
    await db.query(SHARES);
    await db.query(REFUNDS);
  }
}

const PAYABLES = `
  CREATE SCHEMA payment;

  CREATE TABLE payment.payable (
    id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^pbl_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    subject_id   text COLLATE "C" NOT NULL UNIQUE,
    reference    text NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    currency     char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
    -- Name, e-mail, phone, language; forgotten once nobody will be asked to pay again.
    buyer        jsonb,
    return_path  text NOT NULL,
    due_at       timestamptz NOT NULL,
    state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'closed')),
    close_reason text CHECK (close_reason IN ('expired', 'cancelled')),
    created_at   timestamptz NOT NULL,
    closed_at    timestamptz,
    paid_at      timestamptz,
    CHECK ((state = 'paid') = (paid_at IS NOT NULL)),
    CHECK (state <> 'closed' OR closed_at IS NOT NULL),
    CHECK ((closed_at IS NULL) = (close_reason IS NULL))
  );

  CREATE TABLE payment.charge (
    id              text COLLATE "C" PRIMARY KEY CHECK (id ~ '^chg_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    payable_id      text COLLATE "C" NOT NULL REFERENCES payment.payable,
    gateway         text COLLATE "C" NOT NULL,
    method          text COLLATE "C" NOT NULL,
    idempotency_key text COLLATE "C" NOT NULL UNIQUE,
    gateway_ref     text COLLATE "C",
    action_url      text,
    state           text NOT NULL DEFAULT 'created' CHECK (state IN ('created', 'pending', 'expired', 'failed', 'captured')),
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
    captured_amount bigint NOT NULL DEFAULT 0,
    refunded_amount bigint NOT NULL DEFAULT 0 CHECK (refunded_amount >= 0),
    -- Captured although the payable was paid already; goes back whole.
    is_surplus      boolean NOT NULL DEFAULT false,
    -- Why a person must look; such an answer was not settled.
    flag            text,
    created_at      timestamptz NOT NULL,
    polled_at       timestamptz,
    settled_at      timestamptz,
    UNIQUE (gateway, gateway_ref),
    CONSTRAINT charge_captured_whole CHECK (captured_amount = CASE WHEN state = 'captured' THEN amount ELSE 0 END),
    CONSTRAINT charge_refunded_within CHECK (refunded_amount <= captured_amount),
    CHECK (state = 'captured' OR NOT is_surplus)
  );
  CREATE INDEX charge_of_payable ON payment.charge (payable_id, id);
  CREATE INDEX charge_unanswered ON payment.charge (created_at) WHERE state IN ('created', 'pending');
  -- A payable is paid by one charge; any other capture is surplus.
  CREATE UNIQUE INDEX charge_paying ON payment.charge (payable_id) WHERE state = 'captured' AND NOT is_surplus;
`;

const SHARES = `
  CREATE TABLE payment.payable_share (
    order_id                 text COLLATE "C" PRIMARY KEY CHECK (order_id ~ '^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    payable_id               text COLLATE "C" NOT NULL REFERENCES payment.payable,
    payee_id                 text COLLATE "C" NOT NULL,
    amount                   bigint NOT NULL CHECK (amount > 0),
    shipping_amount          bigint NOT NULL CHECK (shipping_amount BETWEEN 0 AND amount),
    shipping_refunded_amount bigint NOT NULL DEFAULT 0 CHECK (shipping_refunded_amount BETWEEN 0 AND shipping_amount),
    commission_amount        bigint NOT NULL CHECK (commission_amount BETWEEN 0 AND amount),
    released_at              timestamptz
  );
  CREATE INDEX payable_share_of_payable ON payment.payable_share (payable_id);

  CREATE TABLE payment.payable_line (
    line_id                    text COLLATE "C" PRIMARY KEY CHECK (line_id ~ '^oln_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    order_id                   text COLLATE "C" NOT NULL REFERENCES payment.payable_share,
    amount                     bigint NOT NULL CHECK (amount >= 0),
    commission_amount          bigint NOT NULL CHECK (commission_amount BETWEEN 0 AND amount),
    refunded_amount            bigint NOT NULL DEFAULT 0 CHECK (refunded_amount BETWEEN 0 AND amount),
    commission_reversed_amount bigint NOT NULL DEFAULT 0 CHECK (commission_reversed_amount BETWEEN 0 AND commission_amount)
  );
  CREATE INDEX payable_line_of_order ON payment.payable_line (order_id);

  CREATE TABLE payment.charge_share (
    charge_id         text COLLATE "C" NOT NULL REFERENCES payment.charge,
    order_id          text COLLATE "C" NOT NULL REFERENCES payment.payable_share,
    authorised_amount bigint NOT NULL CHECK (authorised_amount > 0),
    captured_amount   bigint NOT NULL DEFAULT 0 CHECK (captured_amount IN (0, authorised_amount)),
    refunded_amount   bigint NOT NULL DEFAULT 0 CHECK (refunded_amount >= 0),
    PRIMARY KEY (charge_id, order_id),
    CONSTRAINT charge_share_refunded_within CHECK (refunded_amount <= captured_amount)
  );
  CREATE INDEX charge_share_of_order ON payment.charge_share (order_id);
`;

const REFUNDS = `
  CREATE TABLE payment.gateway_event (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gateway      text COLLATE "C" NOT NULL,
    event_key    text COLLATE "C" NOT NULL,
    -- The body as it came, and what the adapter read in it.
    payload      text NOT NULL,
    news         jsonb NOT NULL,
    state        text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'processed', 'ignored', 'refused')),
    reason       text,
    received_at  timestamptz NOT NULL,
    processed_at timestamptz,
    UNIQUE (gateway, event_key),
    CHECK ((state = 'received') = (processed_at IS NULL))
  );
  CREATE INDEX gateway_event_waiting ON payment.gateway_event (received_at) WHERE state = 'received';

  CREATE TABLE payment.refund (
    id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^rfd_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    key          text COLLATE "C" NOT NULL UNIQUE,
    charge_id    text COLLATE "C" NOT NULL REFERENCES payment.charge,
    -- Null: the surplus of a payable that was paid twice.
    order_id     text COLLATE "C" REFERENCES payment.payable_share,
    reason       text NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    currency     char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
    state        text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'sent', 'succeeded', 'failed')),
    gateway_ref  text COLLATE "C",
    failure      text,
    requested_at timestamptz NOT NULL,
    sent_at      timestamptz,
    settled_at   timestamptz,
    CHECK ((state IN ('succeeded', 'failed')) = (settled_at IS NOT NULL))
  );
  CREATE INDEX refund_of_order ON payment.refund (order_id);
  CREATE INDEX refund_of_charge ON payment.refund (charge_id);
  CREATE INDEX refund_unanswered ON payment.refund (requested_at) WHERE state IN ('requested', 'sent');

  CREATE TABLE payment.refund_line (
    id                         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    refund_id                  text COLLATE "C" NOT NULL REFERENCES payment.refund,
    -- Null: the order's shipping.
    line_id                    text COLLATE "C" REFERENCES payment.payable_line,
    quantity                   int NOT NULL CHECK (quantity >= 0),
    amount                     bigint NOT NULL CHECK (amount > 0),
    commission_reversed_amount bigint NOT NULL DEFAULT 0 CHECK (commission_reversed_amount BETWEEN 0 AND amount)
  );
  CREATE UNIQUE INDEX refund_line_once ON payment.refund_line (refund_id, line_id) NULLS NOT DISTINCT;
`;
