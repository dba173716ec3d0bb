import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { Every } from '../outbox/reaction.js';
import type { Finding } from '../reconciliation/finding.js';

interface Link {
  position: number;
  auditId: number;
  hash: Buffer;
}

const BATCH = 2_000;
// A row can commit after rows with higher ids, but not this many: no transaction lives longer than half a minute.
const WINDOW = 100_000;
const NOTHING = Buffer.alloc(32);

const UNSEALED = `
  SELECT a.id AS "auditId", platform.audit_text(a) AS text FROM platform.audit a
  WHERE a.id > $1 AND NOT EXISTS (SELECT 1 FROM platform.audit_seal s WHERE s.audit_id = a.id) ORDER BY a.id LIMIT $2`;

const SEALED = `
  SELECT s.position, s.audit_id AS "auditId", s.hash, CASE WHEN a.id IS NULL THEN NULL ELSE platform.audit_text(a) END AS text
  FROM platform.audit_seal s LEFT JOIN platform.audit a ON a.id = s.audit_id
  WHERE s.position > $1 ORDER BY s.position LIMIT $2`;

const GUARDS = `
  SELECT wanted.relation, wanted.trigger
  FROM (VALUES ('audit', 'audit_append_only'), ('audit', 'audit_not_emptied'), ('audit_seal', 'seal_append_only'), ('audit_seal', 'seals_not_emptied')) AS wanted(relation, trigger)
  WHERE NOT EXISTS (
    SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'platform' AND c.relname = wanted.relation AND t.tgname = wanted.trigger AND t.tgenabled = 'O')`;

/**
 * The chain over the audit log: each seal is sha256 of the seal before it and of its row. Made after the rows are committed, so that
 * writers never wait for each other. A row that is changed, removed or slipped in later no longer fits.
 */
@Injectable()
export class AuditSeals {
  private readonly logger = new Logger('AuditSeals');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Every('platform.seal-audit', { minutes: 1 })
  async sealNew(): Promise<void> {
    await this.seal((await this.lastAuditId()) - WINDOW);
  }

  /** Seals what is not, in the order of ids; answers how many. Two at once: the second finds its positions taken and fails, having changed nothing. */
  async seal(after = 0): Promise<number> {
    let sealed = 0;
    for (;;) {
      const made = await this.db.transaction(() => this.sealBatch(after));
      sealed += made;
      if (made < BATCH) return sealed;
    }
  }

  /** I12: seals what is new, then follows the chain from its beginning. The head goes into the log, where nobody at the database can reach it. */
  async findings(): Promise<Finding[]> {
    await this.seal();
    const findings: Finding[] = [];
    let last: Link = { position: 0, auditId: 0, hash: NOTHING };
    for (;;) {
      const links = await this.db.query<Link & { text: string | null }>(SEALED, [last.position, BATCH]);
      for (const link of links) {
        if (link.position !== last.position + 1) findings.push(found(`seal ${last.position + 1}`, `missing up to ${link.position - 1}`));
        if (link.text === null) findings.push(found(`audit ${link.auditId}`, 'is gone'));
        // Against the seal that is kept, not the one that should be: so only the row that was touched is named.
        else if (!link.hash.equals(hashOf(last.hash, link.text))) findings.push(found(`audit ${link.auditId}`, 'is not what was sealed'));
        last = link;
      }
      if (links.length < BATCH) break;
    }
    for (const { relation, trigger } of await this.db.query<{ relation: string; trigger: string }>(GUARDS)) findings.push(found(relation, `${trigger} is missing or disabled`));
    this.logger.log({ position: last.position, hash: last.hash.toString('hex') }, 'head of the audit chain');
    return findings;
  }

  private async sealBatch(after: number): Promise<number> {
    const rows = await this.db.query<{ auditId: number; text: string }>(UNSEALED, [after, BATCH]);
    if (rows.length === 0) return 0;
    const head = await this.db.one<Pick<Link, 'position' | 'hash'>>('SELECT position, hash FROM platform.audit_seal ORDER BY position DESC LIMIT 1');
    let { position, hash } = head ?? { position: 0, hash: NOTHING };
    const links = rows.map(({ auditId, text }): Link => ({ position: (position += 1), auditId, hash: (hash = hashOf(hash, text)) }));
    await this.db.query(
      `INSERT INTO platform.audit_seal (position, audit_id, hash, sealed_at)
       SELECT position, audit_id, decode(hash, 'hex'), $4 FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS link(position, audit_id, hash)`,
      [links.map((link) => link.position), links.map((link) => link.auditId), links.map((link) => link.hash.toString('hex')), this.clock.now()],
    );
    return rows.length;
  }

  private async lastAuditId(): Promise<number> {
    return (await this.db.one<{ id: number }>('SELECT audit_id AS id FROM platform.audit_seal ORDER BY audit_id DESC LIMIT 1'))?.id ?? 0;
  }
}

function hashOf(previous: Buffer, text: string): Buffer {
  return createHash('sha256').update(previous).update(text).digest();
}

function found(subject: string, detail: string): Finding {
  return { invariant: 'I12', subject, detail };
}
