import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import { Outbox } from './outbox/outbox.js';
import { Subscribers } from './outbox/subscribers.js';

@Global()
@Module({})
export class PlatformModule {
  /** The ground under every app. `config` and `clock` are given once, by whoever starts the program. */
  static with(config: Config, clock: Clock = new Clock()): DynamicModule {
    return {
      module: PlatformModule,
      imports: [ConfigModule.with(config, clock), DatabaseModule, DiscoveryModule],
      providers: [Outbox, Subscribers],
      exports: [Outbox, Subscribers],
    };
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
