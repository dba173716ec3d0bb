import type { Migration } from '#libs/platform';

export const orderMigrations: Migration[] = [];
