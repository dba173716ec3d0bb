import { Body, Get, HttpCode, Param, Post, Req, type StreamableFile } from '@nestjs/common';
import { BuyerTransfers, type CheckoutId } from '#libs/order';
import { Access, isId, NotFound, Problem, text } from '#libs/platform';
import type { UploadRequest } from '../desk/uploaded-photo.js';
import { refusedForm, submit, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { paybackPage } from './payback.view.js';
import { proofFile } from './proof-file.js';
import { transferPage } from './transfer.view.js';
import { uploadedProof } from './uploaded-proof.js';

class AccountForm {
  @text(2, 100) bank!: string;
  @text(5, 40, { pattern: /^\d[\d .-]+\d$/ }) number!: string;
  @text(2, 100) holder!: string;
}

/** Paying by bank transfer and being paid back, for whoever holds the checkout. Another's is not found. */
@PageController('pesanan/:checkoutId')
@Access('public')
export class TransferController {
  constructor(private readonly transfers: BuyerTransfers) {}

  @Get('transfer')
  async show(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string): Promise<Reply> {
    return show(await this.page(visit, checkoutId));
  }

  /** A multipart form. */
  @Post('transfer')
  @HttpCode(303)
  async addProof(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Req() request: UploadRequest): Promise<Reply> {
    try {
      await this.transfers.addProof(visit.opening(checkoutId), known(checkoutId), await uploadedProof(request));
      return seeOther(`/pesanan/${checkoutId}/transfer`, { told: 'proofAdded' });
    } catch (thrown) {
      if (!(thrown instanceof Problem) || ![400, 409, 413, 422, 429].includes(thrown.status)) throw thrown;
      return show(await this.page(visit, checkoutId, refusedForm({}, thrown, visit.reader.locale)), { status: thrown.status });
    }
  }

  @Get('transfer/bukti/:number')
  async proof(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Param('number') number: string): Promise<StreamableFile> {
    return proofFile(await this.transfers.proof(visit.opening(checkoutId), known(checkoutId), Number(number)), number);
  }

  @Get('rekening')
  async payback(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string): Promise<Reply> {
    return show(await this.accountPage(visit, checkoutId));
  }

  @Post('rekening')
  @HttpCode(303)
  leaveAccount(@Visiting() visit: Visit, @Param('checkoutId') checkoutId: string, @Body() body: unknown): Promise<Reply> {
    const act = async (account: AccountForm): Promise<Reply> => {
      await this.transfers.leaveAccount(visit.opening(checkoutId), known(checkoutId), account);
      return seeOther(`/pesanan/${checkoutId}`, { told: 'accountKept' });
    };
    return submit(AccountForm, body, visit.reader.locale, act, (form) => this.accountPage(visit, checkoutId, form));
  }

  private async page(visit: Visit, checkoutId: string, form?: FormState): Promise<View> {
    return transferPage(visit.reader, checkoutId, await this.transfers.view(visit.opening(checkoutId), known(checkoutId)), form);
  }

  private async accountPage(visit: Visit, checkoutId: string, form?: FormState): Promise<View> {
    const payback = await this.transfers.payback(visit.opening(checkoutId), known(checkoutId));
    if (!payback) throw new NotFound();
    return paybackPage(visit.reader, checkoutId, payback, form);
  }
}

function known(checkoutId: string): CheckoutId {
  if (!isId('cko', checkoutId)) throw new NotFound();
  return checkoutId;
}
