import { Get, HttpCode, Post, Query } from '@nestjs/common';
import { Access, Audit, DeadLetters, oneOf, text } from '#libs/platform';
import { ORDER_STATUSES, OrderDesk, RefundDesk, TransferDesk, type OrderStatus } from '#libs/order';
import { Catalogue, Certificates, Shops } from '#libs/shop';
import { readForm } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import { Visiting, type Visit } from '../kit/visit.js';
import { adminOrdersPage, overviewPage } from './admin.views.js';

class OrdersForm {
  @oneOf(ORDER_STATUSES, { optional: true }) status?: OrderStatus;
  @text(1, 20, { optional: true }) number?: string;
  @text(1, 500, { optional: true }) cursor?: string;
}

const COUNTED = 20;
const SHOWN_LETTERS = 20;

/** What waits for an admin. */
@PageController('admin')
@Access('admin')
export class AdminController {
  constructor(
    private readonly shops: Shops,
    private readonly catalogue: Catalogue,
    private readonly certificates: Certificates,
    private readonly orders: OrderDesk,
    private readonly transfers: TransferDesk,
    private readonly refunds: RefundDesk,
    private readonly deadLetters: DeadLetters,
    private readonly audit: Audit,
  ) {}

  @Get()
  async overview(@Visiting() { actor, reader }: Visit): Promise<Reply> {
    const [shops, products, certificates, transfers, refunds, failedRefunds, count, letters] = await Promise.all([
      this.shops.list(actor, 'in_review', { limit: COUNTED }),
      this.catalogue.review(actor, { state: 'in_review' }, { limit: COUNTED }),
      this.certificates.list(actor, { state: 'unverified' }, { limit: COUNTED }),
      this.transfers.list(actor, {}, { limit: COUNTED }),
      this.refunds.list(actor, 'to_pay_back', { limit: COUNTED }),
      this.refunds.list(actor, 'failed', { limit: COUNTED }),
      this.deadLetters.count(),
      this.deadLetters.list(SHOWN_LETTERS),
    ]);
    return show(overviewPage(reader, { shops, products, certificates, transfers, refunds, failedRefunds }, { count, letters }));
  }

  @Post('gagal/ulang')
  @HttpCode(303)
  async replay(@Visiting() { actor }: Visit): Promise<Reply> {
    const replayed = await this.deadLetters.replay('all');
    await this.audit.record(actor, 'deliveries.replay', 'all', { replayed });
    return seeOther('/admin', { told: 'replayed' });
  }

  @Get('pesanan')
  async allOrders(@Visiting() { actor, reader }: Visit, @Query() query: unknown): Promise<Reply> {
    const { status, number, cursor } = await readForm(OrdersForm, query);
    const orders = await this.orders.all(actor, { status, number: number?.toUpperCase(), cursor, limit: 30 });
    return show(adminOrdersPage(reader, orders, { ...(status ? { status } : {}), ...(number ? { number } : {}) }));
  }
}
