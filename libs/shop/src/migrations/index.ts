import type { Migration } from '#libs/platform';
import { Shop1760700000001 } from './1760700000001-shop.js';

export const shopMigrations: Migration[] = [Shop1760700000001];
