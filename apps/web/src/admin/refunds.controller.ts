import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { RefundDesk } from '#libs/order';
import { Access, day, oneOf, text } from '#libs/platform';
import { readForm, submit, type FormState } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import type { View } from '../kit/view.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { REFUND_LISTS, refundDeskPage, refundListPage, type RefundList } from './refunds.view.js';

class ListForm {
  @oneOf(REFUND_LISTS, { optional: true }) state?: RefundList;
  @text(1, 500, { optional: true }) cursor?: string;
}

class PaidForm {
  @day() paidOn!: string;
  @text(1, 100) bankReference!: string;
}

class AgainForm {
  @oneOf(['gateway', 'hand']) by!: 'gateway' | 'hand';
}

/** Refunds that only a person can see to: paid back by hand, or refused by their gateway for good. */
@PageController('admin/pengembalian')
@Access('admin')
export class RefundsController {
  constructor(private readonly desk: RefundDesk) {}

  @Get()
  async list(@Visiting() { actor, reader }: Visit, @Query() query: unknown): Promise<Reply> {
    const { state = 'to_pay_back', cursor } = await readForm(ListForm, query);
    return show(refundListPage(reader, await this.desk.list(actor, state, { limit: 30, ...(cursor ? { cursor } : {}) }), state));
  }

  @Get(':id')
  async one(@Visiting() visit: Visit, @Param('id') id: string): Promise<Reply> {
    return show(await this.page(visit, id));
  }

  @Post(':id/bayar')
  @HttpCode(303)
  record(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = async (form: PaidForm): Promise<Reply> => {
      await this.desk.record(visit.actor, id, form);
      return seeOther('/admin/pengembalian', { told: 'paidBack' });
    };
    return submit(PaidForm, body, visit.reader.locale, act, (form) => this.page(visit, id, form));
  }

  @Post(':id/ulang')
  @HttpCode(303)
  again(@Visiting() visit: Visit, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const act = async ({ by }: AgainForm): Promise<Reply> => {
      await this.desk.again(visit.actor, id, by);
      return seeOther(by === 'hand' ? '/admin/pengembalian' : '/admin/pengembalian?state=failed', { told: 'refundAgain' });
    };
    return submit(AgainForm, body, visit.reader.locale, act, (form) => this.page(visit, id, form));
  }

  private async page({ actor, reader }: Visit, id: string, form?: FormState): Promise<View> {
    return refundDeskPage(reader, await this.desk.show(actor, id), form);
  }
}
