import { Injectable } from '@nestjs/common';
import { Audit, Clock, Database, InvalidInput, isId, NotFound, type Actor, type Id, type Page, type PageQuery } from '#libs/platform';
import { Regions } from '#libs/region';
import { Cards } from '../showcase/cards.js';
import { freeSlug, slugOf } from '../slug.js';
import { Sentra, type SentraDetails } from './sentra.entity.js';
import { membersOf, sentraRows, type SentraFilter, type SentraView } from './sentra.queries.js';

/** Sentra, clusters and kampung: kept by admins, seen by everybody. A shop belongs to at most one. */
@Injectable()
export class Sentras {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly regions: Regions,
    private readonly cards: Cards,
  ) {}

  async found(actor: Actor, details: Pick<SentraDetails, 'name' | 'type' | 'commodity'> & Partial<SentraDetails>, villageCodes: readonly string[]): Promise<Id<'sen'>> {
    return this.asAdmin(actor, async () => {
      const sentra = Sentra.found(await freeSlug(this.db, 'sentra', slugOf(details.name, 'sentra')), details, this.clock.now());
      await this.requireShop(details.cooperativeShopId);
      await this.db.manager.insert(Sentra, sentra);
      await this.lieIn(sentra.id, villageCodes);
      await this.audit.record(actor, 'sentra.found', sentra.id);
      return sentra.id;
    });
  }

  /** `villageCodes` replaces them all; absent leaves them. */
  async edit(actor: Actor, sentraId: string, changes: Partial<SentraDetails>, villageCodes?: readonly string[]): Promise<void> {
    await this.asAdmin(actor, async () => {
      const sentra = await this.load(sentraId);
      await this.requireShop(changes.cooperativeShopId);
      sentra.edit(changes, this.clock.now());
      await this.db.manager.save(Sentra, sentra, { reload: false });
      if (villageCodes) await this.lieIn(sentra.id, villageCodes);
      await this.audit.record(actor, 'sentra.edit', sentra.id);
      for (const { shopId } of await membersOf(this.db, sentra.id)) await this.cards.refreshShop(shopId);
    });
  }

  /** The shop leaves the sentra it was in, if any. */
  async addMember(actor: Actor, sentraId: string, shopId: string): Promise<void> {
    await this.asAdmin(actor, async () => {
      const sentra = await this.load(sentraId);
      await this.requireShop(shopId as Id<'shp'>, '/shopId');
      await this.db.query(
        `INSERT INTO shop.sentra_member (shop_id, sentra_id, joined_at) VALUES ($1, $2, $3)
         ON CONFLICT (shop_id) DO UPDATE SET sentra_id = EXCLUDED.sentra_id, joined_at = EXCLUDED.joined_at WHERE sentra_member.sentra_id <> EXCLUDED.sentra_id`,
        [shopId, sentra.id, this.clock.now()],
      );
      await this.audit.record(actor, 'sentra.member-add', sentra.id, { shopId });
      await this.cards.refreshShop(shopId);
    });
  }

  async removeMember(actor: Actor, sentraId: string, shopId: string): Promise<void> {
    await this.asAdmin(actor, async () => {
      await this.load(sentraId);
      const gone = await this.db.query('DELETE FROM shop.sentra_member WHERE sentra_id = $1 AND shop_id = $2 RETURNING shop_id', [sentraId, isId('shp', shopId) ? shopId : null]);
      if (gone.length === 0) throw new NotFound();
      await this.audit.record(actor, 'sentra.member-remove', sentraId, { shopId });
      await this.cards.refreshShop(shopId);
    });
  }

  /** For admins: every member, also those whose shop is not open. */
  async members(actor: Actor, sentraId: string): ReturnType<typeof membersOf> {
    actor.requireAdmin();
    await this.get(sentraId);
    return membersOf(this.db, sentraId);
  }

  /** Anyone may look; by name. */
  async list(filter: SentraFilter, page: PageQuery): Promise<Page<SentraView>> {
    return sentraRows(this.db, filter, page);
  }

  async get(idOrSlug: string): Promise<SentraView> {
    const { items } = await sentraRows(this.db, { idOrSlug }, { limit: 1 });
    if (!items[0]) throw new NotFound();
    return items[0];
  }

  private async asAdmin<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    actor.requireAdmin();
    return this.db.transaction(work);
  }

  private async load(sentraId: string): Promise<Sentra> {
    if (!isId('sen', sentraId)) throw new NotFound();
    const sentra = await this.db.manager.findOne(Sentra, { where: { id: sentraId }, lock: { mode: 'pessimistic_write' } });
    if (!sentra) throw new NotFound();
    return sentra;
  }

  private async requireShop(shopId: Id<'shp'> | null | undefined, pointer = '/cooperativeShopId'): Promise<void> {
    if (!shopId) return;
    if (!(await this.db.one('SELECT 1 FROM shop.shop WHERE id = $1', [shopId]))) throw InvalidInput.at(pointer, { id: 'Toko ini tidak dikenal', en: 'This shop is not known' });
  }

  private async lieIn(sentraId: string, villageCodes: readonly string[]): Promise<void> {
    for (const [index, code] of villageCodes.entries()) await this.regions.require(code, `/villageCodes/${index}`);
    await this.db.query('DELETE FROM shop.sentra_village WHERE sentra_id = $1', [sentraId]);
    await this.db.query('INSERT INTO shop.sentra_village (sentra_id, village_code) SELECT DISTINCT $1, code FROM unnest($2::text[]) AS given(code)', [sentraId, villageCodes]);
  }
}
