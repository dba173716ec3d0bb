import { bothWays } from './dictionary.js';

export const editor = bothWays({ id: { title: '' }, en: { title: '' } });
