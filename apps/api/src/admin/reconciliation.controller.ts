import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Findings } from '#libs/platform';
import { FindingPage, FindingsQuery } from './reconciliation.shapes.js';

@Controller('admin/reconciliation')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class AdminReconciliationController {
  constructor(private readonly findings: Findings) {}

  /** What the last reconciliation found broken, newest first; `state=closed` for what was found earlier and is gone. */
  @Get()
  @ApiOkResponse({ type: FindingPage })
  async list(@CurrentActor() actor: Actor, @Query() { state = 'open', ...page }: FindingsQuery): Promise<FindingPage> {
    const { items, nextCursor } = await this.findings.list(actor, { state }, page);
    return {
      items: items.map(({ invariant, subject, detail, openedAt, lastSeenAt, closedAt }) => ({
        invariant,
        subject,
        detail,
        openedAt: openedAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        closedAt: closedAt?.toISOString() ?? null,
      })),
      nextCursor,
    };
  }
}
