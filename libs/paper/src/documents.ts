import { Injectable } from '@nestjs/common';
import type { Id } from '#libs/platform';
import type { PaperPayload } from './payload.js';

/** `invoice` (faktur) shows prices; `surat_jalan` (delivery note) travels with the goods and shows none. */
export const PAPER_KINDS = ['invoice', 'surat_jalan'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

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
  /** In the caller's transaction: when that rolls back, the number is free again. */
  async issue(_paper: IssuePaper): Promise<{ id: Id<'doc'>; number: string }> {
    throw new Error('not yet');
  }

  async find(_id: string): Promise<Paper | null> {
    throw new Error('not yet');
  }

  /** The papers about those things, oldest first. */
  async about(_subjectIds: readonly string[]): Promise<Paper[]> {
    throw new Error('not yet');
  }

  /** The paper as PDF, from its frozen payload only. */
  async pdf(_paper: Paper): Promise<Buffer> {
    throw new Error('not yet');
  }
}
