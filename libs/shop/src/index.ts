export { unitPrice, UNIT_CODES, type Offer, type Tier, type UnitCode } from './catalogue/offer.js';
export * from './shop.errors.js';
export * from './shop.events.js';
export { shopMigrations } from './migrations/index.js';
export { ShopModule } from './shop.module.js';
