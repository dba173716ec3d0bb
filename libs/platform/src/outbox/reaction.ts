import type { EventKind, Happened } from './event.js';

export interface ReactionMark {
  event: string;
  subscriber: string;
  outside: boolean;
}

/** Only fits a method that takes what the event carries. */
type Reacts<P extends object> = (target: object, method: string | symbol, descriptor: TypedPropertyDescriptor<(happened: Happened<P>) => Promise<void>>) => void;

export const REACTIONS = Symbol('reactions');
export const SCHEDULES = Symbol('schedules');

function mark(key: symbol, value: (method: string) => object): (target: object, method: string | symbol) => void {
  return (target, method) => {
    const owner = target.constructor;
    const known = (Reflect.getOwnMetadata(key, owner) as object[] | undefined) ?? [];
    Reflect.defineMetadata(key, [...known, value(String(method))], owner);
  };
}

/**
 * A method of a provider that reacts to an event: `@Reaction(PaymentCaptured, 'order.secure')`.
 * It runs in one transaction that first marks the delivery consumed, so its effects happen once.
 * It must not trust the order of arrival: re-read, then act, find it done, or throw to be tried again.
 * The subscriber name is stored in rows; renaming one strands what is queued.
 */
export function Reaction<P extends object>(event: EventKind<P>, subscriber: string): Reacts<P> {
  return mark(REACTIONS, (method) => ({ event: event.name, subscriber, outside: false, method }));
}

/** Like Reaction, but without a transaction, for work that calls the outside: at least once, so the call carries a key. */
export function Sender<P extends object>(event: EventKind<P>, subscriber: string): Reacts<P> {
  return mark(REACTIONS, (method) => ({ event: event.name, subscriber, outside: true, method }));
}

/** A method of a provider that runs once a day, at that hour and minute of WIB: `@Nightly('market.reconcile', '02:10')`. */
export function Nightly(name: string, at: `${number}:${number}`): (target: object, method: string | symbol, descriptor: TypedPropertyDescriptor<() => Promise<void>>) => void {
  const [hour, minute] = at.split(':').map(Number);
  return mark(SCHEDULES, (method) => ({ name, everyMs: 24 * 3_600_000, cron: `${minute} ${hour} * * *`, method }));
}

/** A method of a provider that runs again and again on one worker at a time: `@Every('order.expire-unpaid', { seconds: 30 })`. */
export function Every(name: string, interval: { seconds?: number; minutes?: number; hours?: number }): (target: object, method: string | symbol, descriptor: TypedPropertyDescriptor<() => Promise<void>>) => void {
  const { seconds = 0, minutes = 0, hours = 0 } = interval;
  return mark(SCHEDULES, (method) => ({ name, everyMs: ((hours * 60 + minutes) * 60 + seconds) * 1000, method }));
}
