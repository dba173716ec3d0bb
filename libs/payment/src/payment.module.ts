import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Charging } from './charging.js';
import { Commissions } from './commission/commissions.js';
import { Gateways } from './gateway/gateways.js';
import { Inbox } from './inbox.js';
import { Ledger } from './ledger/ledger.js';
import { Charge, Payable } from './payable.entity.js';
import { Payments } from './payments.js';
import { Polling } from './polling.js';
import { Reconciliation } from './reconciliation/reconciliation.js';
import { RefundSender } from './refund/refund-sender.js';
import { Refund } from './refund/refund.entity.js';
import { Refunds } from './refund/refunds.js';
import { SandboxGateway } from './sandbox/sandbox.gateway.js';
import { StripeGateway } from './stripe/stripe.gateway.js';
import { Settlement } from './settlement.js';

@Module({
  imports: [TypeOrmModule.forFeature([Payable, Charge, Refund])],
  providers: [Payments, Commissions, Reconciliation, Gateways, StripeGateway, SandboxGateway, Charging, Settlement, Inbox, Polling, Refunds, RefundSender, Ledger],
  exports: [Payments, Commissions, Reconciliation],
})
export class PaymentModule {}
