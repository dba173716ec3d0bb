/** A kind of event, declared once in the publishing lib's `*.events.ts`. The payload is JSON and small: ids and facts, never secrets. */
export interface EventKind<Payload extends object> {
  readonly name: string;
  /** Only for the compiler. */
  readonly payload?: Payload;
}

export function eventKind<Payload extends object>(name: string): EventKind<Payload> {
  return { name };
}

/** What a reaction receives. */
export interface Happened<Payload extends object> {
  id: number;
  name: string;
  payload: Payload;
  occurredAt: Date;
  requestId: string | null;
}
