import type { Migration } from '#libs/platform';
import { Tariffs1760500000001 } from './1760500000001-tariffs.js';
import { Parcels1760500000002 } from './1760500000002-parcels.js';
import { DefaultTariffs1760500000003 } from './1760500000003-default-tariffs.js';

export const shippingMigrations: Migration[] = [Tariffs1760500000001, Parcels1760500000002, DefaultTariffs1760500000003];
