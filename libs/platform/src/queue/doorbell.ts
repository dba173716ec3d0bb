import { Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { Config } from '../config.js';
import { Database } from '../database/database.js';

const RECONNECT_MS = 1_000;

/** Carries "something is queued" from processes that serve requests to those that work, by NOTIFY. Losing one is harmless: the relay polls. */
@Injectable()
export class Doorbell {
  private readonly logger = new Logger('Doorbell');
  private client: Client | null = null;
  private isStopped = false;
  private isRinging = false;
  private ringAgain = false;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
  ) {}

  /** Tells the workers; what is rung while a NOTIFY is under way becomes one more. Never waits, never throws. */
  ring(): void {
    if (this.isRinging) {
      this.ringAgain = true;
      return;
    }
    this.isRinging = true;
    void this.db
      .query('NOTIFY kriyadesa_delivery')
      .catch(() => undefined)
      .finally(() => {
        this.isRinging = false;
        if (this.ringAgain) {
          this.ringAgain = false;
          this.ring();
        }
      });
  }

  /** Calls `heard` at every NOTIFY, over a connection of its own that is opened again when it breaks. */
  async listen(heard: () => void): Promise<void> {
    if (this.isStopped) return;
    const client = new Client({ connectionString: this.config.databaseUrl, application_name: 'kriyadesa-doorbell', keepAlive: true, connectionTimeoutMillis: 5_000 });
    let isBroken = false;
    const again = (error?: Error) => {
      if (isBroken || this.isStopped) return;
      isBroken = true;
      if (error) this.logger.warn(`listening again: ${error.message}`);
      void client.end().catch(() => undefined);
      setTimeout(() => void this.listen(heard), RECONNECT_MS).unref();
    };
    client.on('error', again);
    client.on('end', () => again());
    client.on('notification', heard);
    this.client = client;
    try {
      await client.connect();
      await client.query('LISTEN kriyadesa_delivery');
    } catch (error) {
      again(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.client?.end().catch(() => undefined);
  }
}
