import type { Migration } from '#libs/platform';
import { Identity1760100000001 } from './1760100000001-identity.js';

export const identityMigrations: Migration[] = [Identity1760100000001];
