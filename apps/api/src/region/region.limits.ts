import type { Limit } from '#libs/platform';

/** Per person or address, counted in memory; a search as one types sends some ten a minute. */
export const AREA_READS: Limit = { name: 'region.read', times: 600, seconds: 60 };
