import type { Migration } from '#libs/platform';
import { Areas1760200000001 } from './1760200000001-areas.js';

export const regionMigrations: Migration[] = [Areas1760200000001];
