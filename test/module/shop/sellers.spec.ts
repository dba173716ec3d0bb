import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Memberships } from '#libs/identity';
import { Notices } from '#libs/notice';
import { Actor, newId } from '#libs/platform';
import { Sentras, ShopModule, Shops, Team } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { GETASAN, PALAM } from './goods.js';
import { ADMIN, COMPLETE, givenPerson, givenShop, ownerOf } from './people.js';

let market: ModuleUnderTest;
let shops: Shops;
let team: Team;
let sentras: Sentras;
beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule] });
  [shops, team, sentras] = [market.get(Shops), market.get(Team), market.get(Sentras)];
});
afterAll(() => market.close());

const refusal = (code: string, pointers?: string[]) => expect.objectContaining({ spec: expect.objectContaining({ code, ...(pointers ? { errors: pointers.map((pointer) => expect.objectContaining({ pointer })) } : {}) }) });
const told = async (owner: Actor, shopId: string) => (await market.get(Notices).inbox(owner, { shopId }, {})).items.map((notice) => notice.subject.en);
const events = async (shopId: string) => (await market.db.query<{ name: string }>(`SELECT name FROM platform.event WHERE payload ->> 'shopId' = $1 AND name LIKE 'shop.%' ORDER BY id`, [shopId])).map((e) => e.name);
const audited = async (subjectId: string) => (await market.db.query<{ action: string }>('SELECT action FROM platform.audit WHERE subject_id = $1 ORDER BY id', [subjectId])).map((e) => e.action);

describe('a shop', () => {
  test('is opened by a signed-in person, who becomes its owner', async () => {
    const person = await givenPerson(market);
    const shopId = await shops.register(person, { name: 'Anyaman Galuh', villageCode: PALAM });
    expect(await market.get(Memberships).holders('shop', shopId, 'owner')).toEqual([{ userId: person.userId, role: 'owner' }]);
    expect(await shops.of(ownerOf(person, shopId))).toEqual([expect.objectContaining({ id: shopId, slug: 'anyaman-galuh', state: 'draft', villageCode: PALAM, nib: null })]);
    await expect(shops.register(new Actor({}), { name: 'X', villageCode: PALAM })).rejects.toEqual(refusal('unauthenticated'));
  });

  test('gets an address of its own, also when many are opened under one name at once', async () => {
    const person = await givenPerson(market);
    const ids = await Promise.all(Array.from({ length: 6 }, () => shops.register(person, { name: 'Toko Kembar', villageCode: PALAM })));
    const slugs = (await shops.named(ids)).map((shop) => shop.slug).toSorted();
    expect(slugs).toEqual(['toko-kembar', 'toko-kembar-2', 'toko-kembar-3', 'toko-kembar-4', 'toko-kembar-5', 'toko-kembar-6']);
  });

  test('lies in a village that exists', async () => {
    const person = await givenPerson(market);
    await expect(shops.register(person, { name: 'Toko Di Awan', villageCode: '99.99.99.2999' })).rejects.toEqual(refusal('unknown_village', ['/villageCode']));
    expect(await market.db.query(`SELECT id FROM shop.shop WHERE name = 'Toko Di Awan'`)).toEqual([]);
  });

  test('is reviewed once it is complete, and the artisan is told of each decision', async () => {
    const { shopId, owner } = await givenShop(market, { active: false });
    await shops.edit(owner, shopId, { nib: null, addressLine: '' });
    await expect(shops.submit(owner, shopId)).rejects.toEqual(refusal('not_ready_for_review', ['/addressLine', '/nib']));
    await shops.edit(owner, shopId, COMPLETE);
    await shops.submit(owner, shopId);
    await shops.reject(ADMIN, shopId, 'alamat kurang jelas');
    expect(await shops.get(owner, shopId)).toMatchObject({ state: 'draft', stateReason: 'alamat kurang jelas' });
    await shops.submit(owner, shopId);
    await shops.approve(ADMIN, shopId);
    await expect(shops.approve(ADMIN, shopId)).rejects.toEqual(refusal('shop_state_forbids'));
    await shops.suspend(ADMIN, shopId, 'laporan pembeli');
    await shops.reinstate(ADMIN, shopId);
    expect(await shops.get(owner, shopId)).toMatchObject({ state: 'active', stateReason: null });
    expect(await events(shopId)).toEqual(['shop.submitted', 'shop.rejected', 'shop.submitted', 'shop.approved', 'shop.suspended', 'shop.reinstated']);
    expect(await audited(shopId)).toEqual(['shop.reject', 'shop.approve', 'shop.suspend', 'shop.reinstate']);
    expect(new Set(await told(owner, shopId))).toEqual(new Set(['Purun Palam is approved', 'Purun Palam is not approved yet', 'Purun Palam is open again', 'Purun Palam is suspended']));
  });

  test('keeps state, address and owner to itself, whatever is written into an edit', async () => {
    const { shopId, owner } = await givenShop(market, { active: false });
    const before = await shops.get(owner, shopId);
    const everything = { id: newId('shp'), slug: 'milik-saya', state: 'active', stateReason: 'x', submittedAt: new Date(), approvedAt: new Date(), createdAt: new Date(0), name: 'Nama Baru' };
    await shops.edit(owner, shopId, everything as never);
    expect(await shops.get(owner, shopId)).toEqual({ ...before, name: 'Nama Baru' });
  });

  test('closes for holidays with a first and a last day', async () => {
    const { shopId, owner } = await givenShop(market);
    await shops.holiday(owner, shopId, { from: '2026-12-24', until: '2027-01-02' });
    expect(await shops.get(owner, shopId)).toMatchObject({ holidayFrom: '2026-12-24', holidayUntil: '2027-01-02' });
    await expect(shops.edit(owner, shopId, { holidayUntil: '2026-12-23' })).rejects.toEqual(refusal('invalid_input', ['/holidayUntil']));
    await expect(shops.edit(owner, shopId, { holidayFrom: null })).rejects.toEqual(refusal('invalid_input', ['/holidayUntil']));
    await shops.holiday(owner, shopId, null);
    expect(await shops.get(owner, shopId)).toMatchObject({ holidayFrom: null, holidayUntil: null });
  });

  test('of others is not found, staff may not change it, and only admins decide', async () => {
    const { shopId, person } = await givenShop(market);
    const other = (await givenShop(market)).owner;
    const staff = ownerOf(person, shopId, 'staff');
    for (const attempt of [shops.get(other, shopId), shops.edit(other, shopId, { name: 'Milikku' }), shops.submit(other, shopId), team.members(other, shopId), shops.get(ADMIN, 'shp_\u0000')]) await expect(attempt).rejects.toEqual(refusal('not_found'));
    for (const attempt of [shops.edit(staff, shopId, { name: 'Milikku' }), shops.submit(staff, shopId), shops.approve(other, shopId), shops.suspend(staff, shopId, 'x'), shops.list(other, null, {})]) await expect(attempt).rejects.toEqual(refusal('forbidden'));
    expect(await shops.get(staff, shopId)).toMatchObject({ name: 'Purun Palam', state: 'active' });
    await expect(shops.approve(ADMIN, newId('shp'))).rejects.toEqual(refusal('not_found'));
  });

  test('is listed for reviewers page by page', async () => {
    const submitted = await Promise.all(Array.from({ length: 3 }, () => givenShop(market, { active: false })));
    for (const { owner, shopId } of submitted) await shops.submit(owner, shopId);
    const first = await shops.list(ADMIN, 'in_review', { limit: 2 });
    const second = await shops.list(ADMIN, 'in_review', { limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map((shop) => shop.id)).toEqual(submitted.map((s) => s.shopId).toSorted());
    expect(second.nextCursor).toBeNull();
  });
});

describe('a team', () => {
  test('grows by e-mail and never loses its last owner', async () => {
    const { shopId, owner, person } = await givenShop(market);
    const helper = await givenPerson(market, 'Siti');
    await team.add(owner, shopId, helper.email, 'staff');
    expect((await team.members(ownerOf(helper, shopId, 'staff'), shopId)).map((m) => [m.name, m.email, m.role])).toEqual([['Mariani', person.email, 'owner'], ['Siti', helper.email, 'staff']]);
    await expect(team.remove(ownerOf(helper, shopId, 'staff'), shopId, person.userId!)).rejects.toEqual(refusal('forbidden'));
    await expect(team.remove(owner, shopId, person.userId!)).rejects.toEqual(refusal('last_owner'));
    await expect(team.add(owner, shopId, person.email, 'staff')).rejects.toEqual(refusal('last_owner'));
    await expect(team.add(owner, shopId, 'tiada@kriyadesa.test', 'staff')).rejects.toEqual(refusal('no_such_person', ['/email']));
    await team.remove(owner, shopId, helper.userId!);
    await expect(team.remove(owner, shopId, helper.userId!)).rejects.toEqual(refusal('not_found'));
    expect(await team.members(owner, shopId)).toHaveLength(1);
  });

  test('keeps one of two owners who remove each other at the same moment', async () => {
    const { shopId, owner, person } = await givenShop(market);
    const second = await givenPerson(market);
    await team.add(owner, shopId, second.email, 'owner');
    const outcomes = await Promise.allSettled([team.remove(owner, shopId, second.userId!), team.remove(ownerOf(second, shopId), shopId, person.userId!)]);
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
    expect(await market.get(Memberships).holders('shop', shopId, 'owner')).toHaveLength(1);
  });
});

describe('a sentra', () => {
  test('lies in villages, has members and a cooperative, and anyone may look', async () => {
    const { shopId, owner } = await givenShop(market);
    const { shopId: cooperative } = await givenShop(market, { name: 'Koperasi Purun' });
    const sentraId = await sentras.found(ADMIN, { name: 'Kampung Purun', type: 'kampung', commodity: { id: 'anyaman purun', en: 'purun weaving' }, inauguratedOn: '2021-12-16', cooperativeShopId: cooperative }, [PALAM]);
    await sentras.addMember(ADMIN, sentraId, shopId);
    await sentras.addMember(ADMIN, sentraId, shopId);
    expect(await sentras.get('kampung-purun')).toEqual(expect.objectContaining({ id: sentraId, type: 'kampung', villageCodes: [PALAM], memberCount: 1, cooperativeShopId: cooperative, inauguratedOn: '2021-12-16' }));
    expect((await sentras.list({ villageCode: PALAM }, {})).items.map((s) => s.slug)).toContain('kampung-purun');
    expect((await shops.get(owner, shopId)).sentraId).toBe(sentraId);

    const other = await sentras.found(ADMIN, { name: 'Sentra Purun Baru', type: 'sentra', commodity: { id: 'purun' } }, [PALAM, GETASAN]);
    await sentras.addMember(ADMIN, other, shopId);
    expect((await sentras.get(sentraId)).memberCount).toBe(0);
    expect(await sentras.members(ADMIN, other)).toEqual([expect.objectContaining({ shopId, state: 'active' })]);
    await sentras.removeMember(ADMIN, other, shopId);
    await expect(sentras.removeMember(ADMIN, other, shopId)).rejects.toEqual(refusal('not_found'));
    await sentras.edit(ADMIN, other, { name: 'Sentra Purun' }, [GETASAN]);
    expect(await sentras.get(other)).toMatchObject({ name: 'Sentra Purun', slug: 'sentra-purun-baru', villageCodes: [GETASAN] });
  });

  test('is kept by admins only, of shops and villages that exist', async () => {
    const { owner, shopId } = await givenShop(market);
    const details = { name: 'Sentra Endek', type: 'sentra', commodity: { id: 'endek' } } as const;
    await expect(sentras.found(owner, details, [])).rejects.toEqual(refusal('forbidden'));
    await expect(sentras.found(ADMIN, details, [PALAM, '99.99.99.2999'])).rejects.toEqual(refusal('unknown_village', ['/villageCodes/1']));
    await expect(sentras.found(ADMIN, { ...details, cooperativeShopId: newId('shp') }, [])).rejects.toEqual(refusal('invalid_input', ['/cooperativeShopId']));
    await expect(sentras.addMember(ADMIN, newId('sen'), shopId)).rejects.toEqual(refusal('not_found'));
    await expect(sentras.get('sentra-endek')).rejects.toEqual(refusal('not_found'));
  });
});
