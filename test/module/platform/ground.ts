import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, type ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Client } from 'pg';
import { Config, FixedClock, migrate, platformMigrations, PlatformModule } from '#libs/platform';
import { databaseUrl, testServer } from '../../support/database.js';

export interface Ground {
  config: Config;
  clock: FixedClock;
  /** One more program on the same database. */
  start: (imports: ModuleMetadata['imports'], controllers?: ModuleMetadata['controllers'], providers?: ModuleMetadata['providers']) => Promise<TestingModule>;
  /** A statement over a connection of its own. */
  sql: (text: string, parameters?: unknown[]) => Promise<Record<string, unknown>[]>;
  close: () => Promise<void>;
}

/** A database with the platform's tables alone, so that these tests load no other lib. */
export async function ground(env: NodeJS.ProcessEnv = {}): Promise<Ground> {
  const server = await testServer();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await statement(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = databaseUrl(server, name);
  await migrate(url, platformMigrations);
  const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  const config = new Config({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'silent', ...env });
  const clock = new FixedClock();
  return {
    config,
    clock,
    start: async (imports = [], controllers = [], providers = []) => {
      const program = await Test.createTestingModule({ imports: [PlatformModule.with(config, clock), ...imports], controllers, providers }).compile();
      Logger.overrideLogger(false);
      return program;
    },
    sql: (text, parameters) => statement(url, text, parameters),
    close: async () => {
      await statement(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function statement(url: string, text: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, parameters)).rows;
  } finally {
    await client.end();
  }
}
