import { Injectable } from '@nestjs/common';
import type { Finding } from '../views.js';

/** Payment's part of `market reconcile`: I1, I3, I4, I8, I9 and I10. */
@Injectable()
export class Reconciliation {
  findings(): Promise<Finding[]> {
    throw new Error('not built yet');
  }
}
