import type { Database } from '../database/database.js';

/**
 * A transaction for bulk work: it may take longer than a person would wait. Without nested loops, since what a statement makes up itself (arrays, JSON)
 * has no statistics to choose them by.
 */
export function unhurried<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return db.transaction(async () => {
    await db.query('SET LOCAL statement_timeout = 0');
    await db.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await db.query('SET LOCAL enable_nestloop = off');
    return work();
  });
}
