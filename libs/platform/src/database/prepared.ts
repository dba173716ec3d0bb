import { Client } from 'pg';

// Far more than there are; a program that made its statements up would stop here instead of filling the server's memory.
const MOST = 500;

// Which of these the caller leaves out decides the plan, so they are planned anew for each call.
const PLANNED_EACH_TIME = /IS NULL OR|\blisted\(|@@|%/;

const names = new Map<string, string>();

/**
 * Has connections keep the statement parsed and, once PostgreSQL finds that worthwhile, planned: half of what a short statement costs is planning.
 * Statements are constants of the program, so there are few. Leaves those alone whose best plan depends on their parameters.
 */
export function keepPrepared(text: string): void {
  if (names.has(text) || names.size >= MOST || PLANNED_EACH_TIME.test(text)) return;
  names.set(text, `kriyadesa-${names.size}`);
}

/** A connection that sends the statements of `keepPrepared` by name. */
export class PreparingClient extends Client {}

PreparingClient.prototype.query = function (this: Client, ...[text, values, ...rest]: [unknown, unknown, ...unknown[]]) {
  const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? names.get(text) : undefined;
  const given = name ? [{ name, text, values }, ...rest] : [text, values, ...rest];
  return Client.prototype.query.apply(this, given as Parameters<Client['query']>);
} as Client['query'];
