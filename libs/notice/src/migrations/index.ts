import type { Migration } from '#libs/platform';

export const noticeMigrations: Migration[] = [];
