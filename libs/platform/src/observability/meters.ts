import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Where a lib makes the figures it counts; `/metrics` shows them. One registry a program, since tests run several in a process.
 * Labels are names of the program (a subscriber, an outcome), never ids or words of people.
 */
@Injectable()
export class Meters {
  readonly registry = new Registry();

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  gauge<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  /** Seconds, from five milliseconds to half a minute. */
  histogram<Label extends string>(name: string, help: string, labelNames: readonly Label[], buckets: number[] = SECONDS): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}

/** Runs the work and observes how long it took, and whether it threw. */
export async function timed<Label extends string, T>(meter: Histogram<Label | 'outcome'>, labels: Record<Exclude<Label, 'outcome'>, string>, work: () => Promise<T>): Promise<T> {
  const stop = meter.startTimer();
  const end = (outcome: string) => stop({ ...labels, outcome } as Record<Label | 'outcome', string>);
  try {
    const answer = await work();
    end('done');
    return answer;
  } catch (error) {
    end('failed');
    throw error;
  }
}
