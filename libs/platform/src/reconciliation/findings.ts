import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { Clock, later } from '../clock.js';
import { Database } from '../database/database.js';
import { decodeCursor, pageFrom, type Page, type PageQuery } from '../http/shapes.js';
import type { Finding, KeptFinding } from './finding.js';

// A fault that breaks more than this is one fault; the command still prints them all.
const MOST_KEPT = 1_000;

/** What reconciling found, from the day it was first seen until it is gone. */
@Injectable()
export class Findings {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes in the result of a whole run: opens what is new, closes what is no longer found. */
  async keep(found: readonly Finding[]): Promise<void> {
    const now = this.clock.now();
    const first = new Map<string, Finding>();
    for (const each of found) if (!first.has(keyOf(each)) && first.size < MOST_KEPT) first.set(keyOf(each), each);
    const kept = [...first.values()];
    const columns = [kept.map((each) => each.invariant), kept.map((each) => each.subject)];
    await this.db.transaction(async () => {
      await this.db.query(
        `UPDATE platform.finding SET closed_at = $3
         WHERE closed_at IS NULL AND (invariant, subject) NOT IN (SELECT invariant, subject FROM unnest($1::text[], $2::text[]) AS still(invariant, subject))`,
        [...columns, now],
      );
      await this.db.query(
        `INSERT INTO platform.finding (invariant, subject, detail, opened_at, last_seen_at)
         SELECT invariant, subject, detail, $4, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS found(invariant, subject, detail)
         ON CONFLICT (invariant, subject) WHERE closed_at IS NULL DO UPDATE SET detail = excluded.detail, last_seen_at = excluded.last_seen_at`,
        [...columns, kept.map((each) => each.detail), now],
      );
      await this.db.query('DELETE FROM platform.finding WHERE closed_at < $1', [later(now, { days: -365 })]);
    });
  }

  /** Newest first, for admins only. */
  async list(actor: Actor, { state }: { state: 'open' | 'closed' }, page: PageQuery): Promise<Page<KeptFinding>> {
    actor.requireAdmin();
    const limit = page.limit ?? 50;
    const [before = null] = decodeCursor(page.cursor, 1) ?? [];
    const rows = await this.db.query<KeptFinding>(
      `SELECT id, invariant, subject, detail, opened_at AS "openedAt", last_seen_at AS "lastSeenAt", closed_at AS "closedAt"
       FROM platform.finding WHERE (closed_at IS NULL) = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [state === 'open', before, limit + 1],
    );
    return pageFrom(rows, limit, (row) => [row.id], (row) => row);
  }
}

function keyOf({ invariant, subject }: Finding): string {
  return `${invariant} ${subject}`;
}
