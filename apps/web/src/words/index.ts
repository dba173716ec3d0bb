import type { Locale } from '#libs/platform';
import { account } from './account.js';
import { admin } from './admin.js';
import { basket } from './basket.js';
import { cashier } from './cashier.js';
import { catalogue } from './catalogue.js';
import { checkout } from './checkout.js';
import { desk } from './desk.js';
import { editor } from './editor.js';
import { layout } from './layout.js';
import { order } from './order.js';
import { place } from './place.js';
import { problem } from './problem.js';
import { product } from './product.js';
import { told } from './told.js';
import { transfer } from './transfer.js';

const areas = { account, admin, basket, cashier, catalogue, checkout, desk, editor, layout, order, place, problem, product, told, transfer };

/** Every word of the site in one language, by area. */
export type Dictionary = { [Area in keyof typeof areas]: (typeof areas)[Area]['id'] };

function collect(locale: Locale): Dictionary {
  return Object.fromEntries(Object.entries(areas).map(([area, words]) => [area, words[locale]])) as Dictionary;
}

const dictionaries: Record<Locale, Dictionary> = { id: collect('id'), en: collect('en') };

export function wordsIn(locale: Locale): Dictionary {
  return dictionaries[locale];
}
