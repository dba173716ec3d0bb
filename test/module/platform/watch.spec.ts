import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable, Module } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { Client } from 'pg';
import { Actor, Audit, AuditSeals, Database, eventKind, Findings, Mailer, Meters, newId, Nightly, ObservabilityModule, Outbox, QueueModule, Schedules, Storage, Subscribers } from '#libs/platform';
import { Metrics } from '../../../libs/platform/src/observability/metrics.js';
import { ground, type Ground } from './ground.js';

const weather = { isBad: false };

@Injectable()
class NightWatch {
  @Nightly('test.night', '02:10')
  async watch(): Promise<void> {
    if (weather.isBad) throw new Error('fog');
  }
}

@Module({ providers: [NightWatch] })
class NightModule {}

let land: Ground;
let program: TestingModule;
let db: Database;
const admin = new Actor({ userId: newId('usr'), name: 'Admin', roles: ['admin'] });

beforeAll(async () => {
  land = await ground();
  program = await land.start([NightModule, QueueModule.forWorker(), ObservabilityModule]);
  await program.init();
  db = program.get(Database);
});
afterAll(async () => {
  await program.close();
  await land.close();
});

describe('the chain over the audit log', () => {
  let direct: Client;
  const findings = () => program.get(AuditSeals).findings();
  const note = (subject: string) => program.get(Audit).record(admin, 'test.note', subject, { of: subject });

  beforeEach(async () => {
    direct = new Client({ connectionString: land.config.databaseUrl });
    await direct.connect();
  });
  afterEach(() => direct.end());

  test('holds over rows that were sealed in several goes', async () => {
    await note('one');
    await note('two');
    expect(await program.get(AuditSeals).seal()).toBe(2);
    await note('three');
    expect(await findings()).toEqual([]);
    expect(await land.sql('SELECT count(*)::int AS n FROM platform.audit_seal')).toEqual([{ n: 3 }]);
  });

  test('takes in a row that commits after rows with higher ids were sealed', async () => {
    await direct.query('BEGIN');
    await direct.query(`INSERT INTO platform.audit (at, is_system, action, subject_id, details) VALUES (now(), true, 'test.late', 'late', '{}')`);
    await note('early');
    await program.get(AuditSeals).sealNew();
    await direct.query('COMMIT');
    await program.get(AuditSeals).sealNew();
    const order = await land.sql(`SELECT a.subject_id FROM platform.audit_seal s JOIN platform.audit a ON a.id = s.audit_id ORDER BY s.position DESC LIMIT 2`);
    expect(order.map((row) => row.subject_id)).toEqual(['late', 'early']);
    expect(await findings()).toEqual([]);
  });

  test.each([
    ['a changed row', `UPDATE platform.audit SET actor_name = 'Nobody' WHERE subject_id = 'two'`, 'is not what was sealed'],
    ['a removed row', `DELETE FROM platform.audit WHERE subject_id = 'two'`, 'is gone'],
    ['a removed seal', 'DELETE FROM platform.audit_seal WHERE position = 2', 'missing up to 2'],
    ['a guard that sleeps', 'ALTER TABLE platform.audit DISABLE TRIGGER audit_append_only', 'audit_append_only is missing or disabled'],
  ])('names %s', async (_, fault, detail) => {
    await direct.query(`SET session_replication_role = 'replica'`);
    await direct.query('CREATE TABLE kept AS TABLE platform.audit');
    await direct.query('CREATE TABLE kept_seals AS TABLE platform.audit_seal');
    await direct.query(fault);
    const found = await findings();
    await direct.query('DELETE FROM platform.audit');
    await direct.query('DELETE FROM platform.audit_seal');
    await direct.query('INSERT INTO platform.audit OVERRIDING SYSTEM VALUE TABLE kept');
    await direct.query('INSERT INTO platform.audit_seal TABLE kept_seals');
    await direct.query('DROP TABLE kept, kept_seals');
    await direct.query('ALTER TABLE platform.audit ENABLE TRIGGER audit_append_only');
    expect(found.map((each) => [each.invariant, each.detail])).toContainEqual(['I12', detail]);
    expect(await findings()).toEqual([]);
  });

  test('a row cannot be changed by the usual way', async () => {
    await expect(land.sql(`UPDATE platform.audit_seal SET sealed_at = now()`)).rejects.toThrow('append-only');
  });
});

test('a finding stays open until reconciling no longer finds it', async () => {
  const findings = program.get(Findings);
  const one = { invariant: 'I1', subject: 'capture:chg_1', detail: 'sums to 7' };
  const other = { invariant: 'I5', subject: 'var_1', detail: 'on hand 3, sum of movements 2' };
  await findings.keep([one, other, { ...one, detail: 'the same subject twice' }]);
  await findings.keep([{ ...one, detail: 'sums to 8' }]);
  const open = (await findings.list(admin, { state: 'open' }, {})).items;
  expect(open.map(({ invariant, subject, detail }) => ({ invariant, subject, detail }))).toEqual([{ ...one, detail: 'sums to 8' }]);
  expect((await findings.list(admin, { state: 'closed' }, {})).items).toEqual([expect.objectContaining({ ...other, closedAt: land.clock.now() })]);
  await expect(findings.list(new Actor({ userId: newId('usr') }), { state: 'open' }, {})).rejects.toThrow('forbidden');

  const exposition = await program.get(Metrics).expose();
  expect(exposition).toMatch(/^reconcile_findings\{invariant="I1"\} 1$/m);
  await findings.keep([]);
  expect(await program.get(Metrics).expose()).not.toMatch(/^reconcile_findings\{/m);
});

test('a nightly schedule is planned for its hour of WIB, and its last ends are known to every process', async () => {
  expect(program.get(Subscribers).schedules).toContainEqual(expect.objectContaining({ name: 'test.night', cron: '10 2 * * *' }));
  const planned = await program.get<Queue>(getQueueToken('schedules')).getJobScheduler('test.night');
  expect(new Date(planned!.next!).toISOString()).toMatch(/T19:10:00.000Z$/);
  await program.get(Schedules).run('test.night');
  weather.isBad = true;
  await program.get(Schedules).run('test.night');
  const exposition = await program.get(Metrics).expose();
  const at = land.clock.now().getTime() / 1000;
  for (const outcome of ['done', 'failed']) expect(exposition).toContain(`platform_schedule_timestamp_seconds{schedule="test.night",outcome="${outcome}"} ${at}`);
});

test('mails, files and events are counted by how they ended', async () => {
  await program.get(Mailer).send({ to: 'anna@example.test', subject: 'Halo', text: 'Halo', key: 'counted' });
  await expect(program.get(Mailer).send({ to: 'nobody', subject: 'Halo', text: 'Halo', key: 'refused' })).rejects.toBeInstanceOf(RangeError);
  await program.get(Storage).put('photo/one.txt', Buffer.from('x'), 'text/plain');
  await expect(program.get(Storage).get('../secret')).rejects.toBeInstanceOf(RangeError);
  const Happy = eventKind<{ id: number }>('test.happy');
  await program.get(Outbox).publish(Happy, { id: 1 });
  await expect(db.transaction(async () => {
    await program.get(Outbox).publish(Happy, { id: 2 });
    throw new Error('no');
  })).rejects.toThrow('no');
  const exposition = await program.get(Meters).registry.metrics();
  for (const line of [
    'mail_duration_seconds_count{outcome="done"} 1',
    'mail_duration_seconds_count{outcome="failed"} 1',
    'storage_duration_seconds_count{call="put",outcome="done"} 1',
    'storage_duration_seconds_count{call="get",outcome="failed"} 1',
    'platform_events_total{event="test.happy"} 1',
  ]) expect(exposition).toContain(line);
});
