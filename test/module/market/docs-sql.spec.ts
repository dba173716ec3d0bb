import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { testDatabase } from '../../support/database.js';

const books = join(import.meta.dirname, '../../../docs/runbooks');
const statements = readdirSync(books).flatMap((file) =>
  [...readFileSync(join(books, file), 'utf8').matchAll(/```sql\n([\s\S]*?)```/g)].map((found, place): [string, string] => [`${file}, statement ${place + 1}`, found[1]!]),
);

let database: Awaited<ReturnType<typeof testDatabase>>;
let client: Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('SET default_transaction_read_only = on');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test.each(statements)('%s runs on the schema of today, and only looks', async (_, statement) => {
  await expect(client.query(statement)).resolves.toBeDefined();
});
