import { Injectable } from '@nestjs/common';

export interface Finding {
  /** `I2`, `I6`, `I11` of the list of invariants. */
  invariant: string;
  subjectId: string;
  /** One line for an operator. */
  says: string;
}

/** What must never happen to orders, looked for by `market reconcile`. */
@Injectable()
export class OrderInvariants {
  findings(_now: Date): Promise<Finding[]> {
    return Promise.resolve([]);
  }
}
