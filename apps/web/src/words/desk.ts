import { bothWays } from './dictionary.js';

export const desk = bothWays({ id: { title: '' }, en: { title: '' } });
