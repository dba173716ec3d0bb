import { flag, idOf, instant, integer, MoneyShape, nested, oneOf, pageOf } from '#libs/platform';

export class ReceivedShape {
  @flag() received!: boolean;
}

export class BalanceShape {
  @nested(() => MoneyShape, { description: 'waits for the delivery to be confirmed or the hold to pass' }) pending!: MoneyShape;
  @nested(() => MoneyShape, { description: 'may be paid out; negative after a refund of what was paid out' }) available!: MoneyShape;
}

export class StatementLineShape {
  @integer(1, Number.MAX_SAFE_INTEGER) id!: number;
  @instant() postedAt!: string;
  @oneOf(['capture', 'refund', 'refund_failed', 'release'], { description: 'what happened' }) kind!: 'capture' | 'refund' | 'refund_failed' | 'release';
  @oneOf(['pending', 'available'], { description: 'which part of the balance moved' }) purse!: 'pending' | 'available';
  @oneOf(['goods', 'shipping', 'commission', 'transfer'], { description: '`transfer`: between pending and available' }) part!: 'goods' | 'shipping' | 'commission' | 'transfer';
  @idOf('ord', { nullable: true }) orderId!: string | null;
  @nested(() => MoneyShape, { description: 'positive is your gain' }) amount!: MoneyShape;
}

export class StatementPage extends pageOf(StatementLineShape) {}

export class OutcomeForm {
  @oneOf(['paid', 'failed', 'expired']) outcome!: 'paid' | 'failed' | 'expired';
}
