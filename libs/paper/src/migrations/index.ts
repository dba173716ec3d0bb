import type { Migration } from '#libs/platform';
import { Papers1760400000001 } from './1760400000001-papers.js';

export const paperMigrations: Migration[] = [Papers1760400000001];
