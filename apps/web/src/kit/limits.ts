import type { Limit } from '#libs/platform';

// Counted together with the API's, under the same names: far above what people read, below what a copier of the catalogue wants.
export const CATALOGUE_READS: Limit = { name: 'catalogue.read', times: 600, seconds: 60 };
export const PICTURE_UPLOADS: Limit = { name: 'catalogue.upload', times: 60, seconds: 600 };
