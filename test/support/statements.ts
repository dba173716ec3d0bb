import { Client } from 'pg';

// What sets up a connection or a transaction and asks nothing.
const OF_TRANSACTIONS = /^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SET plan_cache_mode)\b/i;
const SESSION_LOOK_UP = /FROM identity\.session JOIN identity\.person/;

/**
 * Every statement that this process sends to PostgreSQL over any pool while the work runs, BEGIN, COMMIT, ROLLBACK and the session look-up aside.
 * Background work is counted too, so it must be off.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ answer: T; statements: string[] }> {
  const statements: string[] = [];
  const { query } = Client.prototype;
  Client.prototype.query = function (this: Client, ...given: Parameters<typeof query>) {
    const text = textOf(given[0]);
    if (!OF_TRANSACTIONS.test(text) && !SESSION_LOOK_UP.test(text)) statements.push(text.replace(/\s+/g, ' ').trim().slice(0, 160));
    return query.apply(this, given);
  } as typeof query;
  try {
    const answer = await work();
    // What the request set off after its answer counts as well.
    await new Promise((wait) => setTimeout(wait, 50));
    return { answer, statements };
  } finally {
    Client.prototype.query = query;
  }
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : ((query as { text?: string }).text ?? '');
}
