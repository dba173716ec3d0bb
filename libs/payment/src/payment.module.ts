import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkPayments } from './bulk/bulk-payments.js';
import { Charging } from './charging.js';
import { Commissions } from './commission/commissions.js';
import { Gateways } from './gateway/gateways.js';
import { Inbox } from './inbox.js';
import { Ledger } from './ledger/ledger.js';
import { Charge, Payable } from './payable.entity.js';
import { PaybackAccounts } from './payback/payback-accounts.js';
import { Paybacks } from './payback/paybacks.js';
import { Payments } from './payments.js';
import { Polling } from './polling.js';
import { Reconciliation } from './reconciliation/reconciliation.js';
import { RefundSender } from './refund/refund-sender.js';
import { Refund } from './refund/refund.entity.js';
import { Refunds } from './refund/refunds.js';
import { SandboxGateway } from './sandbox/sandbox.gateway.js';
import { StripeGateway } from './stripe/stripe.gateway.js';
import { Settlement } from './settlement.js';
import { Transfer } from './transfer/transfer.entity.js';
import { TransferGateway } from './transfer/transfer.gateway.js';
import { Transfers } from './transfer/transfers.js';

const doors = [Payments, BulkPayments, Commissions, Reconciliation, Transfers, Paybacks, PaybackAccounts];

@Module({
  imports: [TypeOrmModule.forFeature([Payable, Charge, Refund, Transfer])],
  providers: [...doors, Gateways, StripeGateway, SandboxGateway, TransferGateway, Charging, Settlement, Inbox, Polling, Refunds, RefundSender, Ledger],
  exports: doors,
})
export class PaymentModule {}
