import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Notices } from '#libs/notice';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { NoticePage, NoticeQuery } from './notice.shapes.js';

@Controller('notices')
@ApiTags('notices')
@ApiBearerAuth()
@Access('signed-in')
export class NoticeController {
  constructor(private readonly notices: Notices) {}

  /** What you were told, newest first. */
  @Get()
  @ApiOkResponse({ type: NoticePage })
  async list(@CurrentActor() actor: Actor, @Query() query: NoticeQuery): Promise<NoticePage> {
    const of = { ...(query.shop ? { shopId: query.shop } : {}), unread: query.unread ?? false };
    const page = await this.notices.inbox(actor, of, query);
    return { ...page, unread: await this.notices.unread(actor, of) };
  }

  /** Marks it as read. */
  @Post(':id/reading')
  @HttpCode(204)
  @ApiNoContentResponse()
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.notices.markRead(actor, id);
  }
}
