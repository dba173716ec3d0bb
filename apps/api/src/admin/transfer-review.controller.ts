import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { TransferDesk } from '#libs/order';
import { Access, Actor, CurrentActor, Idempotent } from '#libs/platform';
import { download } from '../seller/download.js';
import { deskTransfer, transferRow } from './transfer.render.js';
import { ConfirmationBody, ConfirmedShape, DeskTransferPage, DeskTransferShape, RefusalBody, TransfersQuery } from './transfer.shapes.js';

@Controller('admin/transfers')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class TransferReviewController {
  constructor(private readonly desk: TransferDesk) {}

  /** Transfers to our bank account that wait, longest first. */
  @Get()
  @ApiOkResponse({ type: DeskTransferPage })
  async list(@CurrentActor() actor: Actor, @Query() { state, reference, ...page }: TransfersQuery): Promise<DeskTransferPage> {
    const { items, nextCursor } = await this.desk.list(actor, { state, reference }, page);
    return { items: items.map(transferRow), nextCursor };
  }

  @Get(':transferId')
  @ApiOkResponse({ type: DeskTransferShape })
  async show(@CurrentActor() actor: Actor, @Param('transferId') transferId: string): Promise<DeskTransferShape> {
    return deskTransfer(await this.desk.show(actor, transferId));
  }

  @Get(':transferId/proofs/:number')
  @ApiProduces('application/pdf', 'image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async proof(@CurrentActor() actor: Actor, @Param('transferId') transferId: string, @Param('number') number: string): Promise<StreamableFile> {
    return download(await this.desk.proof(actor, transferId, Number(number)), `${transferId}-${Number(number)}`);
  }

  /** The money is on our account: the checkout is paid, once. */
  @Post(':transferId/confirmation')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: ConfirmedShape })
  @ApiConflictResponse({ description: '`transfer_changed`: decided, or proven anew, since you looked' })
  @ApiUnprocessableEntityResponse({ description: '`transfer_amount_differs`: it keeps waiting' })
  async confirm(@CurrentActor() actor: Actor, @Param('transferId') transferId: string, @Body() body: ConfirmationBody): Promise<ConfirmedShape> {
    return { effect: await this.desk.confirm(actor, transferId, body) };
  }

  /** The proof shows no such payment. The buyer is told why and may hand in another until the due time. */
  @Post(':transferId/refusal')
  @HttpCode(204)
  @Idempotent()
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`transfer_changed`' })
  async refuse(@CurrentActor() actor: Actor, @Param('transferId') transferId: string, @Body() { reason }: RefusalBody): Promise<void> {
    await this.desk.refuse(actor, transferId, reason);
  }
}
