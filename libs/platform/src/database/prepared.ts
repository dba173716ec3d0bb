import { Client } from 'pg';

// Far more than there are; a program that made its statements up would stop here instead of filling the server's memory.
const MOST = 500;

// Which of these the caller leaves out decides the plan, so they are planned anew for each call.
const PLANNED_EACH_TIME = /\$\d+(::[a-z]+(\[\])?)? IS NULL OR|\blisted\(|\bLIKE\b/;

/**
 * For `options` of a connection: a statement is planned once. Left to itself PostgreSQL compares guesses of cost, takes a list (`= ANY ($1)`) for ten
 * entries long, and plans every statement with one anew: a basket's for a millisecond that runs a tenth of it.
 */
export const PLAN_ONCE = '-c plan_cache_mode=force_generic_plan';
const ANEW = 'SET plan_cache_mode = force_custom_plan';
const ONCE = 'SET plan_cache_mode = force_generic_plan';

// By text: the name it is kept under, or null where it is planned anew.
const kept = new Map<string, string | null>();
let generation = 0;

/**
 * Has connections keep the statement parsed and planned: half of what a short statement costs is planning.
 * Statements are constants of the program, so there are few. Leaves those alone whose best plan depends on their parameters.
 */
export function keepPrepared(text: string): void {
  if (kept.has(text) || kept.size >= MOST) return;
  kept.set(text, PLANNED_EACH_TIME.test(text) ? null : `kriyadesa-${kept.size}`);
}

/** A connection that sends the statements of `keepPrepared` by name. */
export class PreparingClient extends Client {}

PreparingClient.prototype.query = function (this: Client, ...given: unknown[]) {
  const [text, values, callback] = given;
  const name = typeof text === 'string' && Array.isArray(values) && callback === undefined ? kept.get(text) : undefined;
  if (name === undefined) return send(this, ...given);
  return name === null ? planned(this, text as string, values as unknown[]) : prepared(this, name, text as string, values as unknown[]);
} as Client['query'];

function send(client: Client, ...given: unknown[]): Promise<unknown> {
  return (Client.prototype.query as unknown as (...given: unknown[]) => Promise<unknown>).apply(client, given);
}

/** Two more round trips, so for the few that need it. A transaction that fails takes its settings back itself. */
async function planned(client: Client, text: string, values: unknown[]): Promise<unknown> {
  await send(client, ANEW);
  try {
    return await send(client, text, values);
  } finally {
    await send(client, ONCE).catch(() => undefined);
  }
}

/**
 * A migration under a running program can change what a statement answers. From then on all are prepared anew, under other names;
 * only what stands in a transaction is lost, since nothing can be tried again there.
 */
async function prepared(client: Client, name: string, text: string, values: unknown[]): Promise<unknown> {
  const asked = generation;
  const ask = () => send(client, { name: `${name}-${generation}`, text, values });
  try {
    return await ask();
  } catch (error) {
    if (!isOutOfDate(error)) throw error;
    if (generation === asked) generation += 1;
    if (client.getTransactionStatus() !== 'I') throw error;
    return ask();
  }
}

/** The code alone is any feature that is not supported, and words come in the server's language. */
function isOutOfDate(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}
