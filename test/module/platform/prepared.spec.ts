import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestingModule } from '@nestjs/testing';
import { Database } from '#libs/platform';
import { ground, type Ground } from './ground.js';

let land: Ground;
let program: TestingModule;
let db: Database;

beforeAll(async () => {
  land = await ground();
  program = await land.start([]);
  await program.init();
  db = program.get(Database);
  await land.sql('CREATE TABLE public.jar (id int, label text)');
  await land.sql(`INSERT INTO public.jar SELECT n, 'jar ' || n FROM generate_series(1, 1000) n`);
});
afterAll(async () => {
  await program.close();
  await land.close();
});

const FIRST = 'SELECT * FROM public.jar WHERE id = $1';

test('a statement is planned once, also one with a list, and kept under a name', async () => {
  const LIST = 'SELECT label FROM public.jar WHERE id = ANY ($1::int[])';
  await db.transaction(async () => {
    for (let time = 0; time < 10; time++) expect(await db.query(LIST, [[7]])).toEqual([{ label: 'jar 7' }]);
    expect(await db.query('SELECT generic_plans AS once, custom_plans AS anew FROM pg_prepared_statements WHERE statement = $1', [LIST])).toEqual([{ once: 10, anew: 0 }]);
  });
});

test('one that leaves filters out is planned for each call, and the connection goes on as before, refused or not', async () => {
  const ANY = 'SELECT label FROM public.jar WHERE ($1::int IS NULL OR id = $1) LIMIT 1';
  const mode = async () => (await db.one<{ mode: string }>(`SELECT current_setting('plan_cache_mode') AS mode`))!.mode;
  expect(await db.query(ANY, [9])).toEqual([{ label: 'jar 9' }]);
  expect(await mode()).toBe('force_generic_plan');
  await expect(db.query(ANY, ['nine'])).rejects.toThrow(/integer/);
  expect(await mode()).toBe('force_generic_plan');
  await expect(db.transaction(() => db.query(ANY, ['nine']))).rejects.toThrow(/integer/);
  expect(await mode()).toBe('force_generic_plan');
});

test('a migration under a running program costs at most the transaction it came into', async () => {
  expect(await db.one(FIRST, [3])).toEqual({ id: 3, label: 'jar 3' });
  await land.sql('ALTER TABLE public.jar ADD COLUMN grams int DEFAULT 250');
  expect(await db.one(FIRST, [3])).toEqual({ id: 3, label: 'jar 3', grams: 250 });

  await land.sql('ALTER TABLE public.jar DROP COLUMN label');
  await expect(db.transaction(() => db.one(FIRST, [3]))).rejects.toThrow('cached plan must not change result type');
  expect(await db.transaction(() => db.one(FIRST, [3]))).toEqual({ id: 3, grams: 250 });
});
