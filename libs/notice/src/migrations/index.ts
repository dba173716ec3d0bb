import type { Migration } from '#libs/platform';
import { Notice1760300000001 } from './1760300000001-notice.js';

export const noticeMigrations: Migration[] = [Notice1760300000001];
