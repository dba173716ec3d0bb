import type { Shape, Texture } from '../craft.js';
import { Chance } from './chance.js';
import { HARD_OUTLINES } from './hard-outlines.js';
import { SOFT_OUTLINES } from './outlines.js';
import { paletteFor } from './palette.js';
import { texturePattern } from './textures.js';

/** A product's picture as SVG, 800 × 800: its shape in the texture of its craft, different for each seed, the same each time. `subject` is what a figure shows, in words. */
export function drawProduct(seed: string, shape: Shape, texture: Texture, subject = ''): string {
  const chance = new Chance(seed);
  const palette = paletteFor(texture, chance);
  const outline = SOFT_OUTLINES[shape] ?? HARD_OUTLINES[shape];
  if (!outline) throw new Error(`nobody has drawn ${shape}`);
  const pattern = texturePattern(texture, palette, chance);
  const thing = outline(palette, chance, subject);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="50 40 700 700" width="800" height="800">
<defs>${pattern}
<linearGradient id="shade" x1="0" y1="0" x2="1" y2="0.25"><stop offset="0" stop-color="#fff" stop-opacity=".22"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".34"/></linearGradient>
<radialGradient id="light" cx=".32" cy=".2" r=".95"><stop offset="0" stop-color="#fff" stop-opacity=".75"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
<radialGradient id="ground"><stop offset="0" stop-color="#000" stop-opacity=".34"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs>
<rect width="800" height="800" fill="${palette.wall}"/><path d="M0 560 Q400 530 800 560 V800 H0 Z" fill="${palette.table}"/><rect width="800" height="800" fill="url(#light)"/>
<ellipse cx="415" cy="664" rx="300" ry="38" fill="url(#ground)"/>${thing}</svg>`;
}
