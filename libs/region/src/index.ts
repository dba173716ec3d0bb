export { loadAreas } from './load-areas.js';
export { regionMigrations } from './migrations/index.js';
export { UnknownVillage } from './region.errors.js';
export { RegionModule } from './region.module.js';
export { Regions, type VillageSearch } from './regions.js';
export { kindOf, timeZoneOf, type Area, type TimeZone, type Village, type VillageKind } from './village.js';
