import type { Migration } from '../database/migrator.js';
import { Platform1760000000001 } from './1760000000001-platform.js';

export const platformMigrations: Migration[] = [Platform1760000000001];
