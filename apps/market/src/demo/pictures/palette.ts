import type { Texture } from '../craft.js';
import type { Chance } from './chance.js';

export interface Palette {
  /** Wall and table behind the thing. */
  wall: string;
  table: string;
  /** Ground, light, accent and dark of the thing itself. */
  ground: string;
  light: string;
  accent: string;
  dark: string;
}

const ROOMS = [
  ['#f3ead9', '#e2d3b8'], ['#e9eee6', '#d3dccb'], ['#f4e6de', '#e5cfc2'], ['#e6ecf0', '#cfdae1'], ['#f2eee6', '#ddd3c4'], ['#efe6ea', '#ddccd4'],
] as const;

// Ground, light, accent, dark: straw, indigo, clay and their neighbours.
const COLOURS: Record<Texture, readonly (readonly [string, string, string, string])[]> = {
  purun: [['#c9a86a', '#e3cb94', '#8a3b2a', '#6d5125'], ['#bf9d5c', '#dcc288', '#2f4a6b', '#624a22'], ['#cfb27a', '#ead7a8', '#3f5b3a', '#725a2c'], ['#c4a263', '#e0c78f', '#2b2622', '#5f4820'], ['#d0ae6b', '#ecd69f', '#a8552f', '#75572a']],
  endek: [['#27406b', '#e8dcc0', '#b5462f', '#14233f'], ['#7c2433', '#f0dfb8', '#d99a2b', '#3f0f18'], ['#1f5b57', '#ecdfc2', '#c9772c', '#0d302e'], ['#5b2f63', '#efdcc9', '#d1a13a', '#2f1536'], ['#a4502a', '#f2e2c2', '#2a4a5e', '#57270f'], ['#3b3a38', '#eae0cb', '#b83a35', '#191817']],
  batik: [['#7a4d2b', '#ead7b4', '#3b2413', '#2b190c'], ['#8d5f38', '#f0dfbe', '#27394f', '#3a2412'], ['#6a3f2a', '#e6cfa8', '#94432c', '#26140b'], ['#4c4236', '#e7d9bd', '#a1662f', '#211b14']],
  wood: [['#9a6a3c', '#c79a63', '#6e4522', '#4a2c13'], ['#b07f4b', '#d9b27c', '#7f5229', '#56351a'], ['#7b4f2e', '#a9774a', '#53321a', '#35200f'], ['#c39a66', '#e2c596', '#8d6537', '#5e4222']],
  tedung: [['#a3202c', '#f3d27a', '#e0a92e', '#5e0e17'], ['#f1e6cf', '#e6bb52', '#c78f1f', '#8a6a2b'], ['#e0a21f', '#fbe3a1', '#a3202c', '#7d5409'], ['#1f2a44', '#f0cf7c', '#d8a534', '#0e1526'], ['#1f5a40', '#f0d48a', '#d9a93b', '#0e3021'], ['#b8506a', '#f7dfb0', '#e0ad45', '#6e2438']],
  chips: [['#a8482c', '#f6d58c', '#f2b035', '#5c2413'], ['#2f5d46', '#f5d893', '#e8a93a', '#163122'], ['#d39a2a', '#fff0c9', '#8c3a1f', '#704c0d'], ['#7b2f3c', '#f7dca0', '#e9b44a', '#3f141c'], ['#2c4a6e', '#f8dd9c', '#eeb14a', '#152740']],
  fabric: [['#e9e4d8', '#ffffff', '#b9ad94', '#8f8467'], ['#8fb0cc', '#dbe9f3', '#4a7397', '#2f4f6b'], ['#9aa88a', '#d6dfca', '#64755a', '#414f3a'], ['#c27a5a', '#edcbb8', '#8d4a2e', '#5f2f1b'], ['#34343a', '#7c7c86', '#55555e', '#1b1b1f'], ['#5c7d63', '#c2d6c5', '#355540', '#20372a'], ['#b7a08a', '#e5d8c9', '#826c56', '#5a4938']],
  oil: [['#7a4216', '#e3a15a', '#f2e6cf', '#3c1f08'], ['#5b3a12', '#d8a657', '#efe7d2', '#2c1b06'], ['#6b3b1f', '#dc9b66', '#f3e8d6', '#351b0c']],
};

export function paletteFor(texture: Texture, chance: Chance): Palette {
  const [wall, table] = chance.pick(ROOMS);
  const [ground, light, accent, dark] = chance.pick(COLOURS[texture]);
  return { wall, table, ground, light, accent, dark };
}
