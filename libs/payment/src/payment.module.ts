import { Module } from '@nestjs/common';
import { Commissions } from './commission/commissions.js';
import { Payments } from './payments.js';
import { Reconciliation } from './reconciliation/reconciliation.js';

@Module({
  providers: [Payments, Commissions, Reconciliation],
  exports: [Payments, Commissions, Reconciliation],
})
export class PaymentModule {}
