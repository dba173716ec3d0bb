import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Happened } from './event.js';
import { REACTIONS, SCHEDULES, type ReactionMark } from './reaction.js';

export interface Subscriber extends ReactionMark {
  handle: (happened: Happened<object>) => Promise<void>;
}

export interface Schedule {
  name: string;
  everyMs: number;
  /** Minute and hour of WIB, when it is a daily one. */
  cron?: string;
  run: () => Promise<void>;
}

type Methods = Record<string, (...args: unknown[]) => Promise<void>>;

/** Who reacts to what, read once from the decorators of all providers. */
@Injectable()
export class Subscribers implements OnModuleInit {
  private readonly byName = new Map<string, Subscriber>();
  private readonly known: Schedule[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (!instance || !metatype) continue;
      const methods = instance as Methods;
      for (const found of (Reflect.getOwnMetadata(REACTIONS, metatype) ?? []) as (ReactionMark & { method: string })[]) {
        if (this.byName.has(found.subscriber)) throw new Error(`two reactions are called ${found.subscriber}`);
        this.byName.set(found.subscriber, { ...found, handle: (happened) => methods[found.method]!(happened) });
      }
      for (const found of (Reflect.getOwnMetadata(SCHEDULES, metatype) ?? []) as (Omit<Schedule, 'run'> & { method: string })[]) {
        if (this.known.some((schedule) => schedule.name === found.name)) throw new Error(`two schedules are called ${found.name}`);
        this.known.push({ name: found.name, everyMs: found.everyMs, ...(found.cron ? { cron: found.cron } : {}), run: () => methods[found.method]!() });
      }
    }
  }

  routesFor(events: readonly string[]): { event: string; subscriber: string }[] {
    const wanted = new Set(events);
    return [...this.byName.values()].filter((s) => wanted.has(s.event)).map(({ event, subscriber }) => ({ event, subscriber }));
  }

  get(subscriber: string): Subscriber | undefined {
    return this.byName.get(subscriber);
  }

  get all(): readonly Subscriber[] {
    return [...this.byName.values()];
  }

  get schedules(): readonly Schedule[] {
    return this.known;
  }
}
