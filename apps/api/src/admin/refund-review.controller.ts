import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RefundDesk } from '#libs/order';
import { Access, Actor, CurrentActor, Idempotent } from '#libs/platform';
import { deskRefund, refundRow } from './transfer.render.js';
import { AttemptBody, DeskRefundPage, DeskRefundShape, PaidBackBody, RefundsQuery } from './transfer.shapes.js';

@Controller('admin/refunds')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class RefundReviewController {
  constructor(private readonly desk: RefundDesk) {}

  /** Refunds that wait for a person, oldest first: to be paid back by hand, or refused by their gateway for good. */
  @Get()
  @ApiOkResponse({ type: DeskRefundPage })
  async list(@CurrentActor() actor: Actor, @Query() { state, ...page }: RefundsQuery): Promise<DeskRefundPage> {
    const { items, nextCursor } = await this.desk.list(actor, state ?? 'to_pay_back', page);
    return { items: items.map(refundRow), nextCursor };
  }

  @Get(':refundId')
  @ApiOkResponse({ type: DeskRefundShape })
  async show(@CurrentActor() actor: Actor, @Param('refundId') refundId: string): Promise<DeskRefundShape> {
    return deskRefund(await this.desk.show(actor, refundId));
  }

  /** You have paid it back from our account: it has succeeded, once. */
  @Post(':refundId/payback')
  @HttpCode(204)
  @Idempotent()
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`not_to_pay_back`: recorded before, or not one of these' })
  async record(@CurrentActor() actor: Actor, @Param('refundId') refundId: string, @Body() body: PaidBackBody): Promise<void> {
    await this.desk.record(actor, refundId, body);
  }

  /** One that was refused for good, once more. */
  @Post(':refundId/attempts')
  @HttpCode(204)
  @Idempotent()
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`not_to_try_again`, `refund_too_large`: the money went back another way' })
  async again(@CurrentActor() actor: Actor, @Param('refundId') refundId: string, @Body() { by }: AttemptBody): Promise<void> {
    await this.desk.again(actor, refundId, by);
  }
}
