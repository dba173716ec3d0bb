import { Database } from '#libs/platform';

/** How many statements the work sends, and what it answers. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ count: number; answer: T }> {
  let count = 0;
  const real = Database.prototype.query;
  Database.prototype.query = function (this: Database, text: string, parameters: readonly unknown[] = []) {
    count++;
    return real.call(this, text, parameters) as Promise<never>;
  };
  try {
    return { answer: await work(), count };
  } finally {
    Database.prototype.query = real;
  }
}
