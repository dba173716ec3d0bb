import type { Migration } from '#libs/platform';

export const identityMigrations: Migration[] = [];
