import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Memberships } from '#libs/identity';
import { sandboxCredentials } from '#libs/payment';
import { Actor, Config, Database, FixedClock, type Id } from '#libs/platform';
import { Stock } from '#libs/shop';
import { givenGoods } from '../../../module/shop/goods.js';
import type { Client } from '../../../support/client.js';
import { testDatabase } from '../../../support/database.js';
import { testBank, type TestBank } from '../../../support/gateway/bank.js';
import { Life } from './life.js';

const SELLER = { name: 'Bu Mariani', email: 'mariani@example.test', password: 'anyaman-purun-palam' };

export interface Goods {
  shopId: Id<'shp'>;
  variantIds: Id<'var'>[];
}

/** A database, the bank as a process of its own, one seller with an account, and the program's lives one after another. */
export class Shopfloor {
  readonly clock = new FixedClock(new Date());
  private current: Life | null = null;
  private token = '';
  private sellerId!: Id<'usr'>;

  private constructor(
    readonly config: Config,
    readonly bank: TestBank,
    readonly close: () => Promise<void>,
  ) {}

  /** `between`: who stands between the program and the bank, by its address. */
  static async open(between: (bank: TestBank) => Promise<string> = async (bank) => bank.url): Promise<Shopfloor> {
    const database = await testDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
    const base = { PORT: '1', PUBLIC_URL: 'http://kriyadesa.test', SECRET: 'only for tests', DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent', RATE_LIMIT_FACTOR: '1000' };
    const bank = await testBank(sandboxCredentials(new Config(base)));
    // The stories say themselves when the bank's word arrives.
    await bank.misbehave({ lost: -1 });
    const floor: Shopfloor = new Shopfloor(new Config({ ...base, SANDBOX_URL: await between(bank) }), bank, async () => {
      await floor.current?.end();
      await bank.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    });
    await floor.live();
    await floor.hireSeller();
    return floor;
  }

  get life(): Life {
    return this.current!;
  }

  get db(): Database {
    return this.life.app.get(Database);
  }

  /** The life now, or a new one when that is over. */
  async live(): Promise<Life> {
    if (this.current && !this.current.isOver) return this.current;
    await this.current?.end();
    this.current = await Life.begin(this.config, this.clock);
    return this.current;
  }

  get guest(): Client {
    return this.life.client;
  }

  get seller(): Client {
    return this.life.client.with({ authorization: `Bearer ${this.token}` });
  }

  /** A shop of the seller with that much of each variant on the shelf. */
  async goods({ onHand = 10, variants = 1, madeToOrder = false }: { onHand?: number; variants?: number; madeToOrder?: boolean } = {}): Promise<Goods> {
    const { shopId, variantIds, keeper } = await givenGoods(this.db, { variants, madeToOrder });
    if (!madeToOrder) for (const variantId of variantIds) await this.life.app.get(Stock).count(keeper, shopId, variantId, { onHand, reason: 'opening' });
    await this.life.app.get(Memberships).grant('shop', shopId, this.sellerId, 'owner');
    return { shopId, variantIds };
  }

  private async hireSeller(): Promise<void> {
    const post = (path: string, body: object) => fetch(`${this.guest.base}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    await post('/sign-up/email', SELLER);
    this.token = (await post('/sign-in/email', SELLER)).headers.get('set-auth-token')!;
    const person = await this.db.one<{ id: Id<'usr'> }>('SELECT id FROM identity.person WHERE email = $1', [SELLER.email]);
    this.sellerId = person!.id;
  }
}

/** Whoever keeps that shop, for facades. */
export function keeperOf({ shopId }: Goods): Actor {
  return new Actor({ memberships: [{ kind: 'shop', id: shopId, role: 'owner' }] });
}
