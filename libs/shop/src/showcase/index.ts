import { Cards } from './cards.js';
import { ProductLists } from './product-lists.js';
import { Showcase } from './showcase.js';

export { Cards } from './cards.js';
export { Showcase } from './showcase.js';
export { SORTS } from './showcase.types.js';
export type * from './showcase.types.js';

/** For the module's list of providers. */
export const showcaseProviders = [Cards, ProductLists, Showcase];
