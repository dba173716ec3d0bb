import { BullRegistrar, InjectQueue } from '@nestjs/bullmq';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Outbox } from '../outbox/outbox.js';
import type { JobQueue } from './backend.js';
import { DeliveryWorker } from './delivery-worker.js';
import { Doorbell } from './doorbell.js';
import { Relay } from './relay.js';
import { Schedules } from './schedules.js';

/** What a worker process does between boot and shutdown: relay, deliveries, schedules. */
@Injectable()
export class Work implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private isWorking = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly doorbell: Doorbell,
    private readonly deliveryWorker: DeliveryWorker,
    private readonly schedules: Schedules,
    private readonly registrar: BullRegistrar,
    @InjectQueue('deliveries') private readonly queue: JobQueue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.waitUntilReady();
    await this.schedules.plan();
    this.registrar.register();
    this.isWorking = true;
    this.relay.start();
    this.outbox.wake = () => this.relay.wake();
    await this.doorbell.listen(() => this.relay.wake());
  }

  /** Before the database goes: claim no more, finish what runs. */
  async beforeApplicationShutdown(): Promise<void> {
    this.outbox.wake = () => undefined;
    await Promise.all([this.relay.stop(), this.doorbell.stop()]);
    if (this.isWorking) await Promise.all([this.deliveryWorker.worker.close(), this.schedules.worker.close()]);
  }

  async isReachable(): Promise<boolean> {
    return this.isWorking && this.queue.isReachable();
  }
}
