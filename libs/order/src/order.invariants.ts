import { Injectable } from '@nestjs/common';

export interface OrderFinding {
  /** `I2`, `I6`, `I11` of the list of invariants. */
  invariant: string;
  subject: string;
  /** One line for an operator. */
  detail: string;
}

/** What must never happen to orders, looked for by `market reconcile`. */
@Injectable()
export class OrderInvariants {
  findings(_now: Date): Promise<OrderFinding[]> {
    return Promise.resolve([]);
  }
}
