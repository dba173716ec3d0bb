import type { Migration } from '#libs/platform';

export const regionMigrations: Migration[] = [];
