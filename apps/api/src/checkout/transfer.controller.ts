import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, StreamableFile } from '@nestjs/common';
import {
  ApiBody, ApiConflictResponse, ApiConsumes, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags, ApiTooManyRequestsResponse, ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { BuyerTransfers, type CheckoutId } from '#libs/order';
import { Access, Actor, CurrentActor, Money } from '#libs/platform';
import { download } from '../seller/download.js';
import type { MultipartRequest } from '../seller/uploaded-photo.js';
import { uploadedScan } from '../seller/uploaded-scan.js';
import { transferShape } from './transfer.render.js';
import { BankAccountShape, PaybackAccountShape, TransferShape } from './transfer.shapes.js';

/** Paying by bank transfer, for whoever holds the checkout. */
@Controller('checkouts/:id')
@ApiTags('checkouts')
@ApiHeader({ name: 'X-Checkout-Token', required: false })
@Access('public')
export class TransferController {
  constructor(private readonly transfers: BuyerTransfers) {}

  /** Where to transfer how much with which reference, and what became of it. Not found where another way to pay was chosen. */
  @Get('transfer')
  @ApiOkResponse({ type: TransferShape })
  async view(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId): Promise<TransferShape> {
    return transferShape(await this.transfers.view(actor, id));
  }

  /** Proof of the transfer: a photo (JPEG, PNG, WebP) or PDF of up to 8 MB; earlier ones are kept. */
  @Post('transfer/proofs')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ type: TransferShape })
  @ApiUnprocessableEntityResponse({ description: '`proof_not_readable`' })
  @ApiConflictResponse({ description: '`checkout_not_payable`, `payment_closed`, `already_paid`, `transfer_proofs_full`' })
  @ApiTooManyRequestsResponse({ description: 'ten an hour for a checkout, thirty from an address' })
  async addProof(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId, @Req() request: MultipartRequest): Promise<TransferShape> {
    return transferShape(await this.transfers.addProof(actor, id, await uploadedScan(request)));
  }

  @Get('transfer/proofs/:number')
  @ApiProduces('application/pdf', 'image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async proof(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId, @Param('number') number: string): Promise<StreamableFile> {
    return download(await this.transfers.proof(actor, id, Number(number)), `bukti-${Number(number)}`);
  }

  /** What we pay back to you by hand, and where to. */
  @Get('payback')
  @ApiOkResponse({ type: PaybackAccountShape })
  async payback(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId): Promise<PaybackAccountShape> {
    const payback = await this.transfers.payback(actor, id);
    return { payback: payback && { amount: Money.of(payback.amount).toJSON(), account: payback.account } };
  }

  /** Where to pay it back to. Kept encrypted; shown again only by its last digits. */
  @Put('payback/account')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`nothing_to_pay_back`' })
  async leaveAccount(@CurrentActor() actor: Actor, @Param('id') id: CheckoutId, @Body() account: BankAccountShape): Promise<void> {
    await this.transfers.leaveAccount(actor, id, account);
  }
}
