import { afterEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { eventually } from '../../support/eventually.js';
import { Buyers } from '../support/buyers.js';
import { ROOT } from '../support/compiled.js';
import { figuresOf, report } from '../support/figures.js';
import { stockUp } from '../support/goods.js';
import { copyFolder, ownFolder, PrivatePostgres } from '../support/postgres.js';
import { atSize } from '../support/size.js';
import { openTown, type Town } from '../support/town.js';
import { findFaults, levels, settled } from '../support/verdict.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

test('a backup taken while people buy, restored: whole up to its end by itself, and up to the last order with the archived WAL', async () => {
  const folder = ownFolder(join(ROOT, '.test/fault'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const archive = join(folder, 'archive');
  mkdirSync(archive);
  const town = await openTown({ apis: 1, workers: 1, postgres: { archive_mode: 'on', archive_command: `cp %p ${archive}/%f` } });
  closing.push(() => town.close());
  const goods = await stockUp(town, { plenty: 5_000, scarce: 10 });
  const before = await levels(town, goods);
  const buyers = new Buyers(town.origin, goods);
  const backup = join(folder, 'backup');
  let isOver = false;
  const backingUp = async () => {
    await eventually(async () => buyers.acknowledged.length, (count) => count >= atSize(10, 200), 300_000);
    const promised = buyers.acknowledged.map(({ id }) => id);
    const from = performance.now();
    const { code, said } = await town.command(['backup', backup]);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('is complete') });
    const tookMs = Math.round(performance.now() - from);
    await sleep(2_000);
    return { promised, tookMs };
  };
  const backedUp = backingUp().finally(() => (isOver = true));
  await buyers.shop(4, () => isOver);
  const { promised, tookMs } = await backedUp;
  expect(buyers.acknowledged.length).toBeGreaterThan(promised.length);
  await settled(town);
  expect(await findFaults(town, buyers, goods, before)).toEqual([]);
  expect((await town.command(['backup', backup])).said).toContain('is not empty');
  expect(readdirSync(backup)).toEqual(expect.arrayContaining(['postgres', 'files', 'secret']));
  await quiet(town);
  const whole = await contents(town.postgres);
  await archived(town.postgres);
  await town.postgres.stop();

  const byItself = await restored(join(backup, 'postgres'), join(folder, 'one'));
  const kept = await byItself.sql<{ id: string }>('SELECT id FROM orders.checkout WHERE id = ANY ($1)', [promised]);
  expect(kept.length).toBe(promised.length);
  // The bank knows of payments since then; that is the only difference there may be, and reconciling names each.
  const { said } = await town.command(['reconcile', '--json'], { DATABASE_URL: byItself.url });
  const broken = said.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { invariant: string; subject: string; detail: string });
  expect(broken.filter(({ invariant }) => invariant !== 'I4')).toEqual([]);
  await byItself.stop();

  const withWal = await restored(join(backup, 'postgres'), join(folder, 'two'), { restore_command: `cp ${archive}/%f %p` });
  expect(await contents(withWal)).toEqual(whole);
  const reconciled = await town.command(['reconcile'], { DATABASE_URL: withWal.url });
  expect(reconciled).toEqual({ code: 0, said: expect.stringContaining('all invariants hold') });
  report('backup under load', { 'took ms': tookMs, 'promised before': promised.length, 'found later': broken.length, ...figuresOf(town, buyers) });
}, atSize(600_000, 900_000));

/** No process writes any more. */
async function quiet(town: Town): Promise<void> {
  await Promise.all([...town.apis, ...town.workers].map((each) => each.kill()));
}

/** Every table of ours with a digest of its rows; the queue's own are left out, since their jobs are only hands. */
async function contents(postgres: PrivatePostgres): Promise<object[]> {
  const tables = await postgres.sql<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'bullmq') ORDER BY 1, 2`,
  );
  const digests = tables.map(({ schema, name }) => {
    const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
    return `SELECT ${escapeLiteral(table)} AS name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS rows FROM ${table} t`;
  });
  return postgres.sql(digests.join(' UNION ALL '));
}

/** All that was written so far lies in the archive. */
async function archived(postgres: PrivatePostgres): Promise<void> {
  const [{ file }] = (await postgres.sql<{ file: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS file')) as [{ file: string }];
  const last = () => postgres.sql<{ file: string | null }>('SELECT last_archived_wal AS file FROM pg_stat_archiver');
  await eventually(last, ([row]) => (row?.file ?? '') >= file, 30_000);
}

async function restored(from: string, to: string, archive: Record<string, string> = {}): Promise<PrivatePostgres> {
  copyFolder(from, join(to, 'postgres'));
  expect(existsSync(join(to, 'postgres/postmaster.pid'))).toBe(false);
  if (archive.restore_command) writeFileSync(join(to, 'postgres/recovery.signal'), '');
  const postgres = await PrivatePostgres.at(join(to, 'postgres'), archive);
  await postgres.start();
  closing.push(() => postgres.stop());
  // With an archive to read it answers before it has read it all.
  await eventually(() => postgres.sql<{ is: boolean }>('SELECT pg_is_in_recovery() AS is'), ([row]) => !row!.is, 60_000);
  return postgres;
}
