import type { Migration } from '#libs/platform';
import { Notice1760300000001 } from './1760300000001-notice.js';
import { PathsWithoutKeys1760300000002 } from './1760300000002-paths-without-keys.js';

export const noticeMigrations: Migration[] = [Notice1760300000001, PathsWithoutKeys1760300000002];
