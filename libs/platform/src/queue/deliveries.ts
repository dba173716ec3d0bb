import { Injectable } from '@nestjs/common';

/** Carries out deliveries: one subscriber's handling of one event. */
@Injectable()
export class Deliveries {
  /** For tests: handles every queued delivery, in order, until none is left; throws the handler's error. Answers how many were handled. */
  async drain(): Promise<number> {
    return 0;
  }
}
