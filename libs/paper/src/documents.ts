import { Injectable } from '@nestjs/common';
import { Database, newId, type Id } from '#libs/platform';
import { Numbers } from './numbers.js';
import { counterOf, numberOf, yearOf } from './paper-number.js';
import type { PaperKind } from './paper.kinds.js';
import type { PaperPayload } from './payload.js';
import { printPaper } from './print-paper.js';

export interface IssuePaper {
  kind: PaperKind;
  /** Whose numbers these are, for example the shop's slug: `palam-purun`. */
  series: string;
  /** What the paper is about (order or parcel id). A second issue for the same kind and subject answers the first paper. */
  subjectId?: string | null;
  payload: PaperPayload;
  issuedAt: Date;
  /** The year counted in; that of `issuedAt` in Jakarta when left out. */
  year?: number;
}

export interface Paper {
  id: Id<'doc'>;
  kind: PaperKind;
  number: string;
  subjectId: string | null;
  payload: PaperPayload;
  issuedAt: Date;
}

/** Papers with gap-free numbers and a frozen content; append-only. */
@Injectable()
export class Documents {
  constructor(
    private readonly db: Database,
    private readonly numbers: Numbers,
  ) {}

  /** In the caller's transaction: when that rolls back, the number is free again. */
  async issue({ kind, series, subjectId = null, payload, issuedAt, year = yearOf(issuedAt) }: IssuePaper): Promise<{ id: Id<'doc'>; number: string }> {
    const counter = counterOf(kind, series);
    return this.db.transaction(async () => {
      const issued = subjectId && (await this.alreadyIssued(kind, subjectId));
      if (issued) return issued;
      const id = newId('doc');
      const number = numberOf(counter, year, issuedAt, await this.numbers.next(counter, year));
      await this.db.query('INSERT INTO paper.document (id, kind, number, subject_id, payload, issued_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, kind, number, subjectId, JSON.stringify(payload), issuedAt]);
      return { id, number };
    });
  }

  async find(id: string): Promise<Paper | null> {
    return this.db.one<Paper>('SELECT id, kind, number, subject_id AS "subjectId", payload, issued_at AS "issuedAt" FROM paper.document WHERE id = $1', [id]);
  }

  /** The papers about those things, oldest first. */
  async about(subjectIds: readonly string[]): Promise<Paper[]> {
    return this.db.query<Paper>('SELECT id, kind, number, subject_id AS "subjectId", payload, issued_at AS "issuedAt" FROM paper.document WHERE subject_id = ANY ($1::text[]) ORDER BY id', [subjectIds]);
  }

  /** The paper as PDF (A4), from its frozen payload only: the same bytes each time. */
  async pdf(paper: Paper): Promise<Buffer> {
    return printPaper(paper);
  }

  /** Whoever asks for the same paper at the same moment waits here, then finds it. */
  private async alreadyIssued(kind: PaperKind, subjectId: string): Promise<{ id: Id<'doc'>; number: string } | null> {
    await this.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`paper ${kind} ${subjectId}`]);
    return this.db.one('SELECT id, number FROM paper.document WHERE subject_id = $1 AND kind = $2', [subjectId, kind]);
  }
}
