import { Holds } from './holds.js';
import { Stock } from './stock.js';
import { StockInvariants } from './stock.invariants.js';
import { Stockroom } from './stockroom.js';

export * from './stock.errors.js';
export { StockInvariants, type StockFinding } from './stock.invariants.js';
export { Stock } from './stock.js';
export type * from './stock.types.js';

/** For the module's list of providers. */
export const stockProviders = [Stock, Holds, Stockroom, StockInvariants];
