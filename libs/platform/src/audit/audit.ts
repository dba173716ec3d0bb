import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { decodeCursor, pageFrom, type Page, type PageQuery } from '../http/shapes.js';
import { currentRequestId } from '../request-context.js';

export interface AuditEntry {
  id: number;
  at: Date;
  /** null: the program itself, or a guest. */
  actorId: string | null;
  actorName: string | null;
  /** `shop.approve` */
  action: string;
  subjectId: string;
  details: Record<string, unknown>;
  requestId: string | null;
}

/** Who did what to which thing. Rows join the caller's transaction and can neither be changed nor deleted. */
@Injectable()
export class Audit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** `details` is small JSON without secrets or personal data beyond ids. */
  async record(actor: Actor, action: string, subjectId: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.db.query(
      `INSERT INTO platform.audit (at, actor_id, actor_name, is_system, ip, action, subject_id, details, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [this.clock.now(), actor.userId, actor.name, actor.isSystem, actor.ip, action, subjectId, JSON.stringify(details), actor.requestId ?? currentRequestId()],
    );
  }

  /** Newest first, for admins only. */
  async entries(actor: Actor, filter: { subjectId?: string; action?: string; actorId?: string }, page: PageQuery): Promise<Page<AuditEntry>> {
    actor.requireAdmin();
    const limit = page.limit ?? 50;
    const [before = null] = decodeCursor(page.cursor, 1) ?? [];
    const rows = await this.db.query<AuditEntry>(
      `SELECT id, at, actor_id AS "actorId", actor_name AS "actorName", action, subject_id AS "subjectId", details, request_id AS "requestId"
       FROM platform.audit
       WHERE ($1::text IS NULL OR subject_id = $1) AND ($2::text IS NULL OR action = $2) AND ($3::text IS NULL OR actor_id = $3)
         AND ($4::bigint IS NULL OR id < $4)
       ORDER BY id DESC LIMIT $5`,
      [filter.subjectId ?? null, filter.action ?? null, filter.actorId ?? null, before, limit + 1],
    );
    return pageFrom(rows, limit, (row) => [row.id], (row) => row);
  }
}
