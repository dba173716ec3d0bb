import { People } from '#libs/identity';
import { Actor, newId } from '#libs/platform';
import { Shops } from '#libs/shop';
import type { ModuleUnderTest } from '../../support/market.js';
import { PALAM } from './goods.js';

export const ADMIN = new Actor({ userId: newId('usr'), name: 'Admin', roles: ['admin'] });

let number = 0;

/** A person with an account, in this process's own numbering. */
export async function givenPerson(market: ModuleUnderTest, name = 'Mariani'): Promise<Actor & { email: string }> {
  const email = `orang${++number}@kriyadesa.test`;
  const userId = await market.get(People).create({ email, name, password: 'sandi-yang-panjang', locale: 'id', emailVerified: true });
  return new Actor({ userId, name, email }) as Actor & { email: string };
}

/** What the guard would make of the owner at the next request. */
export const ownerOf = (person: Actor, shopId: string, role = 'owner'): Actor => new Actor({ userId: person.userId, name: person.name, email: person.email, memberships: [{ kind: 'shop', id: shopId, role }] });

export const COMPLETE = { addressLine: 'Jl. Purun 1', contactPhone: '+6281234567890', nib: '9120001234567' };

/** A shop of Palam with its owner, reviewed when `active`. */
export async function givenShop(market: ModuleUnderTest, { name = 'Purun Palam', active = true } = {}): Promise<{ shopId: `shp_${string}`; owner: Actor; person: Actor & { email: string } }> {
  const shops = market.get(Shops);
  const person = await givenPerson(market);
  const shopId = await shops.register(person, { name, villageCode: PALAM, ...COMPLETE });
  const owner = ownerOf(person, shopId);
  if (active) {
    await shops.submit(owner, shopId);
    await shops.approve(ADMIN, shopId);
  }
  return { shopId, owner, person };
}
