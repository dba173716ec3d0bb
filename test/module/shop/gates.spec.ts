import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FixedClock, newId } from '#libs/platform';
import { Catalogue, Certificates, CertificateSchedule, ShopModule } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { ADMIN, givenShop, ownerOf } from './people.js';
import { CHIPS, givenHalal, givenProduct, refusal, told } from './selling.js';

const TODAY = new Date('2026-11-22T03:00:00Z');
const clock = new FixedClock(TODAY);
let market: ModuleUnderTest;
let catalogue: Catalogue;
let certificates: Certificates;
beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule], clock });
  [catalogue, certificates] = [market.get(Catalogue), market.get(Certificates)];
});
afterAll(() => market.close());

const stateOf = async (productId: string) => (await catalogue.inspect(ADMIN, productId)).state;

describe('the halal gate', () => {
  test('lets nobody publish food without a verified certificate or a non-halal label', async () => {
    const { shopId, owner, productId } = await givenProduct(market, CHIPS, { approved: false });
    await expect(catalogue.submit(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish', ['/gates/halal']));
    expect((await catalogue.get(owner, shopId, productId)).warnings.map((w) => w.pointer)).toEqual(['/gates/pirt']);
    const certificate = await givenHalal(market, { shopId, owner }, { verified: false });
    await expect(catalogue.submit(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish'));
    await certificates.verify(ADMIN, certificate);
    await catalogue.submit(owner, shopId, productId);
    await catalogue.approve(ADMIN, productId);
    const labelled = await givenProduct(market, { ...CHIPS, nonHalal: true });
    await expect(catalogue.edit(labelled.owner, labelled.shopId, labelled.productId, { nonHalal: false })).rejects.toEqual(refusal('not_ready_to_publish', ['/gates/halal']));
    expect([await stateOf(productId), await stateOf(labelled.productId)]).toEqual(['active', 'active']);
  });

  test('closed on 18 October 2026: what stood there without a certificate is unlisted by the schedule', async () => {
    clock.set(new Date('2026-10-17T10:00:00Z'));
    const { shopId, owner, productId, variantId } = await givenProduct(market, CHIPS);
    const run = () => market.get(CertificateSchedule).run();
    await run();
    expect(await stateOf(productId)).toBe('active');
    // 00:30 in Jakarta.
    clock.set(new Date('2026-10-17T17:30:00Z'));
    await run();
    await run();
    expect(await catalogue.get(owner, shopId, productId)).toMatchObject({ state: 'paused', pausedBy: 'gate', missing: [{ pointer: '/gates/halal' }] });
    expect((await catalogue.offers([variantId]))[0]!.sellable).toBe(false);
    expect((await told(market, { owner, shopId })).filter((s) => s?.startsWith('No longer'))).toEqual(['No longer listed: Tempe chips']);
    await expect(catalogue.resume(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish'));
    await givenHalal(market, { shopId, owner });
    await catalogue.resume(owner, shopId, productId);
    expect(await stateOf(productId)).toBe('active');
    clock.set(TODAY);
  });

  test('a certificate for some products covers only them, and rejecting it clears the shelves at once', async () => {
    const shop = await givenShop(market);
    const covered = await givenProduct(market, CHIPS, { approved: false, shop });
    const bare = await givenProduct(market, CHIPS, { approved: false, shop });
    const certificate = await givenHalal(market, shop, { productIds: [covered.productId] });
    await catalogue.submit(shop.owner, shop.shopId, covered.productId);
    await catalogue.approve(ADMIN, covered.productId);
    await expect(catalogue.submit(shop.owner, shop.shopId, bare.productId)).rejects.toEqual(refusal('not_ready_to_publish'));
    await certificates.reject(ADMIN, certificate, 'nomor tidak ditemukan di BPJPH');
    expect(await stateOf(covered.productId)).toBe('paused');
  });

  test('a certificate that ends is announced 90, 30 and 7 days before, each once, then expires and unlists', async () => {
    const shop = await givenShop(market);
    await givenHalal(market, shop, { expiresOn: '2027-03-31' });
    const { productId } = await givenProduct(market, CHIPS, { shop });
    const seen: Set<string | undefined>[] = [];
    for (const day of ['2026-12-30', '2026-12-31', '2027-01-15', '2027-03-01', '2027-03-02', '2027-03-24', '2027-03-31', '2027-04-01', '2027-04-02']) {
      clock.set(new Date(`${day}T05:00:00Z`));
      await market.get(CertificateSchedule).run();
      await market.get(CertificateSchedule).run();
      seen.push(new Set((await told(market, shop)).filter((s) => s?.includes('halal'))));
    }
    const [verified, ninety, thirty, seven, over] = ['Your halal certificate is verified', 'Your halal certificate expires in 90 days', 'Your halal certificate expires in 30 days', 'Your halal certificate expires in 7 days', 'Your halal certificate has expired'];
    const days = [[], [ninety], [ninety], [ninety, thirty], [ninety, thirty], [ninety, thirty, seven], [ninety, thirty, seven], [ninety, thirty, seven, over], [ninety, thirty, seven, over]];
    expect(seen).toEqual(days.map((subjects) => new Set([verified, ...subjects])));
    expect((await told(market, shop)).filter((s) => s?.includes('halal'))).toHaveLength(5);
    expect(await stateOf(productId)).toBe('paused');
    expect((await certificates.ofShop(shop.owner, shop.shopId, {})).items).toEqual([expect.objectContaining({ state: 'expired', expiresOn: '2027-03-31' })]);
    clock.set(TODAY);
  });

  test('a renewed certificate keeps the shelves, and nobody is reminded of the old one', async () => {
    const shop = await givenShop(market);
    await givenHalal(market, shop, { expiresOn: '2026-12-01' });
    const { productId } = await givenProduct(market, CHIPS, { shop });
    await expect(givenHalal(market, shop, { expiresOn: '2026-12-01' })).rejects.toEqual(refusal('certificate_taken'));
    await givenHalal(market, shop, { expiresOn: '2030-12-01' });
    for (const day of ['2026-11-25', '2026-12-02']) {
      clock.set(new Date(`${day}T05:00:00Z`));
      await market.get(CertificateSchedule).run();
    }
    expect(await stateOf(productId)).toBe('active');
    expect((await told(market, shop)).filter((s) => s?.includes('expires'))).toEqual([]);
    clock.set(TODAY);
  });
});

describe('certificates', () => {
  test('are handed in by owners, amended until verified, decided by admins, and of others not found', async () => {
    const shop = await givenShop(market);
    const other = await givenShop(market);
    const details = { kind: 'pirt', number: '2063306010072-31', holderName: 'Mariani', issuer: null, issuedOn: null, expiresOn: null } as const;
    const { id, warnings } = await certificates.add(shop.owner, shop.shopId, details, null);
    expect(warnings).toHaveLength(1);
    await expect(certificates.add(shop.owner, shop.shopId, { ...details, number: '123' }, null)).rejects.toEqual(refusal('invalid_input', ['/number']));
    await expect(certificates.add(shop.owner, shop.shopId, { ...details, number: '2063306010073-31' }, [newId('prd')])).rejects.toEqual(refusal('invalid_input', ['/productIds']));
    await expect(certificates.amend(other.owner, other.shopId, id, details, null)).rejects.toEqual(refusal('not_found'));
    await expect(certificates.ofShop(other.owner, shop.shopId, {})).rejects.toEqual(refusal('not_found'));
    await expect(certificates.verify(shop.owner, id)).rejects.toEqual(refusal('forbidden'));
    await expect(certificates.add(ownerOf(shop.person, shop.shopId, 'staff'), shop.shopId, details, null)).rejects.toEqual(refusal('forbidden'));
    await certificates.reject(ADMIN, id, 'tidak terbaca');
    await certificates.amend(shop.owner, shop.shopId, id, { ...details, number: '206637201007231' }, null);
    await certificates.verify(ADMIN, id);
    await expect(certificates.amend(shop.owner, shop.shopId, id, details, null)).rejects.toEqual(refusal('certificate_state_forbids'));
    expect((await certificates.list(ADMIN, { shopId: shop.shopId }, {})).items).toEqual([expect.objectContaining({ id, number: '2066372010072-31', expiresOn: '2031-12-31', state: 'verified', stateReason: null })]);
    await expect(certificates.verify(ADMIN, await givenHalal(market, shop, { expiresOn: '2026-11-21', verified: false }))).rejects.toEqual(refusal('certificate_expired'));
  });
});
