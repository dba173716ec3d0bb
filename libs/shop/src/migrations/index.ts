import type { Migration } from '#libs/platform';
import { Shop1760700000001 } from './1760700000001-shop.js';
import { Stock1760700000101 } from './1760700000101-stock.js';
import { Photo1760700000102 } from './1760700000102-photo.js';
import { Card1760700000103 } from './1760700000103-card.js';
import { ShelfLife1760700000104 } from './1760700000104-shelf-life.js';

export const shopMigrations: Migration[] = [Shop1760700000001, Stock1760700000101, Photo1760700000102, Card1760700000103, ShelfLife1760700000104];
