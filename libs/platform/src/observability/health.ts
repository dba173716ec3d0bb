import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Problem } from '../problem.js';
import { DeadLetters } from '../queue/dead-letters.js';
import { Work } from '../queue/work.js';

export interface Readiness {
  status: 'ready';
  /** `elsewhere`: this process does not work on the queue. */
  queue: 'reachable' | 'elsewhere';
  deadDeliveries: number;
}

/** A part that the program needs does not answer, or the program is leaving. */
export class NotReady extends Problem {
  constructor(waitsFor: 'database' | 'queue' | 'shutdown') {
    super({ code: 'not_ready', status: 503, title: { id: 'Belum siap', en: 'Not ready' }, extra: { waitsFor, retryAfterSeconds: 5 } });
  }
}

const PATIENCE_MS = 2_000;

@Injectable()
export class Health implements OnModuleDestroy {
  private leaving = false;

  constructor(
    private readonly deadLetters: DeadLetters,
    private readonly modules: ModuleRef,
  ) {}

  onModuleDestroy(): void {
    this.leave();
  }

  /** From now on /health/ready answers 503, so that whoever stands in front sends new requests to other instances. */
  leave(): void {
    this.leaving = true;
  }

  get isLeaving(): boolean {
    return this.leaving;
  }

  /** Throws NotReady. */
  async readiness(): Promise<Readiness> {
    if (this.leaving) throw new NotReady('shutdown');
    const deadDeliveries = await inTime(this.deadLetters.count());
    if (deadDeliveries === null) throw new NotReady('database');
    const work = this.worker();
    if (work && !(await work.isReachable())) throw new NotReady('queue');
    return { status: 'ready', queue: work ? 'reachable' : 'elsewhere', deadDeliveries };
  }

  private worker(): Work | null {
    try {
      return this.modules.get(Work, { strict: false });
    } catch {
      return null;
    }
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), PATIENCE_MS)));
  return Promise.race([answer.catch(() => null), late]).finally(() => clearTimeout(timer));
}
