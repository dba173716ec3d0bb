import { Injectable } from '@nestjs/common';
import { Audit, Clock, Database, isId, NotFound, Outbox, type Actor, type Id, type Page, type PageQuery } from '#libs/platform';
import { Memberships } from '#libs/identity';
import { Notices } from '#libs/notice';
import { Regions } from '#libs/region';
import { freeSlug, slugOf } from '../slug.js';
import { ShopApproved, ShopReinstated, ShopRejected, ShopSubmitted, ShopSuspended } from '../shop.events.js';
import { shopApproved, shopReinstated, shopRejected, shopSuspended } from '../shop.notices.js';
import { Cards } from '../showcase/cards.js';
import { Shop, type ShopDetails } from './shop.entity.js';
import { TooManyShops } from './shop.errors.js';
import { shopRows, shopsNamed, type NamedShop, type ShopView } from './shop.queries.js';
import type { ShopState } from './shop.status.js';

const MOST_SHOPS = 10;

/** The sellers: registering, editing, reviewing. One verb, one transaction. */
@Injectable()
export class Shops {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly memberships: Memberships,
    private readonly regions: Regions,
    private readonly notices: Notices,
    private readonly cards: Cards,
  ) {}

  /** A signed-in person opens a draft shop and becomes its owner. */
  async register(actor: Actor, details: Pick<ShopDetails, 'name' | 'villageCode'> & Partial<ShopDetails>): Promise<Id<'shp'>> {
    const userId = actor.requireSignedIn();
    if (actor.idsOf('shop', 'owner').length >= MOST_SHOPS) throw new TooManyShops(MOST_SHOPS);
    return this.db.transaction(async () => {
      await this.regions.require(details.villageCode);
      const shop = Shop.register(await freeSlug(this.db, 'shop', slugOf(details.name, 'toko')), details, this.clock.now());
      await this.db.manager.insert(Shop, shop);
      await this.memberships.grant('shop', shop.id, userId, 'owner');
      return shop.id;
    });
  }

  async edit(actor: Actor, shopId: string, changes: Partial<ShopDetails>): Promise<void> {
    await this.change(actor, shopId, async (shop, now) => {
      if (changes.villageCode !== undefined) await this.regions.require(changes.villageCode);
      shop.edit(changes, now);
    });
  }

  /** Closes the shop for orders from one day to another (`2026-12-24`), both included; null opens it again. */
  async holiday(actor: Actor, shopId: string, days: { from: string; until: string } | null): Promise<void> {
    await this.edit(actor, shopId, { holidayFrom: days?.from ?? null, holidayUntil: days?.until ?? null });
  }

  async submit(actor: Actor, shopId: string): Promise<void> {
    await this.change(actor, shopId, async (shop, now) => {
      shop.submit(now);
      await this.outbox.publish(ShopSubmitted, { shopId: shop.id, name: shop.name });
    });
  }

  async approve(actor: Actor, shopId: string): Promise<void> {
    await this.decide(actor, shopId, 'shop.approve', {}, async (shop, now) => {
      shop.approve(now);
      await this.outbox.publish(ShopApproved, { shopId: shop.id, name: shop.name });
      await this.notices.tell([shopApproved(shop, now)]);
    });
  }

  async reject(actor: Actor, shopId: string, reason: string): Promise<void> {
    await this.decide(actor, shopId, 'shop.reject', { reason }, async (shop, now) => {
      shop.reject(reason, now);
      await this.outbox.publish(ShopRejected, { shopId: shop.id, name: shop.name, reason });
      await this.notices.tell([shopRejected(shop, reason, now)]);
    });
  }

  async suspend(actor: Actor, shopId: string, reason: string): Promise<void> {
    await this.decide(actor, shopId, 'shop.suspend', { reason }, async (shop, now) => {
      shop.suspend(reason, now);
      await this.outbox.publish(ShopSuspended, { shopId: shop.id, name: shop.name, reason });
      await this.notices.tell([shopSuspended(shop, reason, now)]);
    });
  }

  async reinstate(actor: Actor, shopId: string): Promise<void> {
    await this.decide(actor, shopId, 'shop.reinstate', {}, async (shop, now) => {
      shop.reinstate(now);
      await this.outbox.publish(ShopReinstated, { shopId: shop.id, name: shop.name });
      await this.notices.tell([shopReinstated(shop, now)]);
    });
  }

  /** The shops that the actor owns or works for, oldest first. */
  async of(actor: Actor): Promise<ShopView[]> {
    actor.requireSignedIn();
    return (await shopRows(this.db, { ids: actor.idsOf('shop'), state: null }, { limit: 100 })).items;
  }

  /** One of the actor's shops. */
  async get(actor: Actor, shopId: string): Promise<ShopView> {
    actor.requireMember('shop', shopId);
    return this.view(shopId);
  }

  /** The same for admins, of any shop. */
  async inspect(actor: Actor, shopId: string): Promise<ShopView> {
    actor.requireAdmin();
    return this.view(shopId);
  }

  /** For admins: the shops in a state, or all, oldest first. */
  async list(actor: Actor, state: ShopState | null, page: PageQuery): Promise<Page<ShopView>> {
    actor.requireAdmin();
    return shopRows(this.db, { ids: null, state }, page);
  }

  /** Names and slugs of shops by id, for other libs' screens; unknown ids are missing. */
  async named(ids: readonly string[]): Promise<NamedShop[]> {
    return shopsNamed(this.db, ids);
  }

  private async view(shopId: string): Promise<ShopView> {
    if (!isId('shp', shopId)) throw new NotFound();
    const { items } = await shopRows(this.db, { ids: [shopId], state: null }, { limit: 1 });
    if (!items[0]) throw new NotFound();
    return items[0];
  }

  private async change(actor: Actor, shopId: string, work: (shop: Shop, now: Date) => Promise<void>): Promise<void> {
    actor.requireMember('shop', shopId, 'owner');
    await this.db.transaction(() => this.changeAny(shopId, work));
  }

  private async decide(actor: Actor, shopId: string, action: string, details: Record<string, unknown>, work: (shop: Shop, now: Date) => Promise<void>): Promise<void> {
    actor.requireAdmin();
    await this.db.transaction(async () => {
      await this.changeAny(shopId, work);
      await this.audit.record(actor, action, shopId, details);
    });
  }

  private async changeAny(shopId: string, work: (shop: Shop, now: Date) => Promise<void>): Promise<void> {
    if (!isId('shp', shopId)) throw new NotFound();
    const shop = await this.db.manager.findOne(Shop, { where: { id: shopId }, lock: { mode: 'pessimistic_write' } });
    if (!shop) throw new NotFound();
    await work(shop, this.clock.now());
    await this.db.manager.save(shop, { reload: false });
    await this.cards.refreshShop(shop.id);
  }
}
