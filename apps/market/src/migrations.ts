import { identityMigrations } from '#libs/identity';
import { noticeMigrations } from '#libs/notice';
import { orderMigrations } from '#libs/order';
import { paperMigrations } from '#libs/paper';
import { paymentMigrations } from '#libs/payment';
import { platformMigrations, type Migration } from '#libs/platform';
import { regionMigrations } from '#libs/region';
import { shippingMigrations } from '#libs/shipping';
import { shopMigrations } from '#libs/shop';

/** Every lib's migrations; they run in the order of their stamps. */
export const migrations: Migration[] = [
  ...platformMigrations,
  ...identityMigrations,
  ...regionMigrations,
  ...noticeMigrations,
  ...paperMigrations,
  ...shippingMigrations,
  ...paymentMigrations,
  ...shopMigrations,
  ...orderMigrations,
];
