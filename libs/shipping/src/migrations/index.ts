import type { Migration } from '#libs/platform';

export const shippingMigrations: Migration[] = [];
