import type { Migration } from '../database/migrator.js';
import { Platform1760000000001 } from './1760000000001-platform.js';
import { PlatformRecords1760000000002 } from './1760000000002-records.js';
import { PlatformWatch1760000000003 } from './1760000000003-watch.js';

export const platformMigrations: Migration[] = [Platform1760000000001, PlatformRecords1760000000002, PlatformWatch1760000000003];
