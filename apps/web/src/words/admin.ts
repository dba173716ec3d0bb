import { bothWays } from './dictionary.js';

export const admin = bothWays({ id: { title: '' }, en: { title: '' } });
