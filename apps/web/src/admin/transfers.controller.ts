import { Body, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { TransferDesk } from '#libs/order';
import { Access, day, oneOf, text } from '#libs/platform';
import { rupiahText } from '../kit/form-fields.js';
import { readForm, submit, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { proofFile } from '../transfer/proof-file.js';
import { transferDeskPage, transferListPage, WAITING, type WaitingState } from './transfers.view.js';

class ListForm {
  @oneOf(WAITING, { optional: true }) state?: WaitingState;
  @text(1, 20, { optional: true }) reference?: string;
  @text(1, 500, { optional: true }) cursor?: string;
}

class ConfirmForm {
  @day() receivedOn!: string;
  @rupiahText() amount!: number;
  @oneOf(WAITING) seen!: WaitingState;
}

class RefuseForm {
  @text(3, 500) reason!: string;
}

const EFFECTS = { paid: 'transferPaid', paid_late: 'transferPaidLate', surplus: 'transferSurplus' } as const;

/** Transfers to our bank account: looked at, confirmed with what came, or refused with a reason. */
@PageController('admin/transfer')
@Access('admin')
export class TransfersController {
  constructor(private readonly desk: TransferDesk) {}

  @Get()
  async list(@Visiting() { actor, reader }: Visit, @Query() query: unknown): Promise<Reply> {
    const { cursor, ...filter } = await readForm(ListForm, query);
    const transfers = await this.desk.list(actor, filter, { limit: 30, ...(cursor ? { cursor } : {}) });
    return show(transferListPage(reader, transfers, filter));
  }

  @Get(':id')
  async one(@Visiting() visit: Visit, @Param('id') id: string): Promise<Reply> {
    return show(await this.page(visit, id));
  }

  @Get(':id/bukti/:number')
  async proof(@Visiting() { actor }: Visit, @Param('id') id: string, @Param('number') number: string): Promise<StreamableFile> {
    return proofFile(await this.desk.proof(actor, id, Number(number)), number);
  }

  @Post(':id/terima')
  @HttpCode(303)
  confirm(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = async (form: ConfirmForm): Promise<Reply> => seeOther('/admin/transfer', { told: EFFECTS[await this.desk.confirm(visit.actor, id, form)] });
    return submit(ConfirmForm, body, visit.reader.locale, act, (form) => this.page(visit, id, form));
  }

  @Post(':id/tolak')
  @HttpCode(303)
  refuse(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = async ({ reason }: RefuseForm): Promise<Reply> => {
      await this.desk.refuse(visit.actor, id, reason);
      return seeOther('/admin/transfer', { told: 'transferRefused' });
    };
    return submit(RefuseForm, body, visit.reader.locale, act, (form) => this.page(visit, id, form));
  }

  private async page({ actor, reader }: Visit, id: string, form?: FormState): Promise<View> {
    return transferDeskPage(reader, await this.desk.show(actor, id), form);
  }
}
