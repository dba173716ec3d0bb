import { Injectable } from '@nestjs/common';

export interface DeadLetter {
  id: number;
  event: string;
  subscriber: string;
  occurredAt: Date;
  attempts: number;
  lastError: string | null;
}

/** Deliveries that failed on their last try: kept until somebody replays them. */
@Injectable()
export class DeadLetters {
  async list(_limit = 100): Promise<DeadLetter[]> {
    return [];
  }

  /** Queues one, or all, again; answers how many. */
  async replay(_which: number | 'all'): Promise<number> {
    return 0;
  }
}
