import { Get, Query } from '@nestjs/common';
import { Access, Findings, oneOf, text } from '#libs/platform';
import { readForm } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { checksPage } from './checks.view.js';

const STATES = ['open', 'closed'] as const;

class FindingsForm {
  @oneOf(STATES, { optional: true }) state?: (typeof STATES)[number];
  @text(1, 500, { optional: true }) cursor?: string;
}

/** What the nightly reconciliation found. */
@PageController('admin')
@Access('admin')
export class ChecksController {
  constructor(private readonly findings: Findings) {}

  @Get('pemeriksaan')
  async list(@Visiting() { actor, reader }: Visit, @Query() query: unknown): Promise<Reply> {
    const { state = 'open', cursor } = await readForm(FindingsForm, query);
    return show(checksPage(reader, await this.findings.list(actor, { state }, { limit: 50, ...(cursor ? { cursor } : {}) }), state));
  }
}
