import type { Migration } from '#libs/platform';

export const paperMigrations: Migration[] = [];
