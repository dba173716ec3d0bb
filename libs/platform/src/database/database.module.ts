import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { types } from 'pg';
import { Config } from '../config.js';
import { Database } from './database.js';
import { PLAN_ONCE, PreparingClient } from './prepared.js';
import { SnakeCase } from './snake-case.js';

// Amounts and counters are bigint; they stay far below 2^53, and a value that does not is a fault to hear about.
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the safe range: ${text}`);
  return value;
});
// Days stay text (`2026-11-22`); a Date would move with the time zone.
types.setTypeParser(types.builtins.DATE, (text) => text);

/** Connection settings shared by the program, the migrator and the tests. */
export function connectionOptions(databaseUrl: string) {
  return {
    type: 'postgres' as const,
    url: databaseUrl,
    namingStrategy: new SnakeCase(),
    applicationName: 'kriyadesa',
    // A crowd for the same seven pieces waits here for a connection, so patience is a little below the ten seconds that a person gets.
    extra: { Client: PreparingClient, options: PLAN_ONCE, max: 20, connectionTimeoutMillis: 8_000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 },
    invalidWhereValuesBehavior: { null: 'throw' as const, undefined: 'throw' as const },
  };
}

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({ ...connectionOptions(config.databaseUrl), autoLoadEntities: true, retryAttempts: 3, retryDelay: 1_000 }),
    }),
  ],
  providers: [Database],
  exports: [Database],
})
export class DatabaseModule {}
