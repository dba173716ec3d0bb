import { join } from 'node:path';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Audit } from './audit/audit.js';
import { AuditSeals } from './audit/audit-seals.js';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import { Idempotency } from './idempotency/idempotency.js';
import { RateLimits } from './limits/rate-limits.js';
import { CountedMailer } from './mail/counted-mailer.js';
import { FolderMailer } from './mail/folder-mailer.js';
import { Mailer } from './mail/mailer.js';
import { SmtpMailer } from './mail/smtp-mailer.js';
import { Meters } from './observability/meters.js';
import { Outbox } from './outbox/outbox.js';
import { Subscribers } from './outbox/subscribers.js';
import { DeadLetters } from './queue/dead-letters.js';
import { DeliveryInvariants } from './queue/delivery-invariants.js';
import { Deliveries } from './queue/deliveries.js';
import { Findings } from './reconciliation/findings.js';
import { CountedStorage } from './storage/counted-storage.js';
import { FolderStorage } from './storage/folder-storage.js';
import { S3Storage } from './storage/s3-storage.js';
import { Storage } from './storage/storage.js';

const storage = {
  provide: Storage,
  inject: [Config, Meters],
  useFactory: (config: Config, meters: Meters) => new CountedStorage(config.s3Url ? new S3Storage(config.s3Url) : new FolderStorage(join(config.dataDir, 'files')), meters),
};
const mailer = {
  provide: Mailer,
  inject: [Config, Meters],
  useFactory: (config: Config, meters: Meters) => new CountedMailer(config.smtpUrl ? new SmtpMailer(config) : new FolderMailer(config), meters),
};
const services = [Audit, AuditSeals, DeadLetters, Deliveries, DeliveryInvariants, Findings, Idempotency, mailer, Meters, Outbox, RateLimits, storage, Subscribers];

@Global()
@Module({})
export class PlatformModule {
  /** The ground under every app. `config` and `clock` are given once, by whoever starts the program. */
  static with(config: Config, clock: Clock = new Clock()): DynamicModule {
    return { module: PlatformModule, imports: [ConfigModule.with(config, clock), DatabaseModule, DiscoveryModule], providers: services, exports: services };
  }
}

@Global()
@Module({})
class ConfigModule {
  static with(config: Config, clock: Clock): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
    ];
    return { module: ConfigModule, providers, exports: [Config, Clock] };
  }
}
