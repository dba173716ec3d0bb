import type { Craft } from '../craft.js';
import { batik } from './batik.js';
import { carving } from './carving.js';
import { endek } from './endek.js';
import { oil, tempe } from './food.js';
import { garment } from './garment.js';
import { purun } from './purun.js';
import { tedung } from './tedung.js';

export const CRAFTS: Readonly<Record<string, Craft>> = { purun, endek, carving, tedung, tempe, batik, oil, garment };
