import type { Texture } from '../craft.js';
import type { Chance } from './chance.js';
import type { Palette } from './palette.js';

type Tile = (palette: Palette, chance: Chance) => string;

const fixed = (n: number): string => n.toFixed(1);

/** The whole pattern element, to be used as `fill="url(#texture)"`. */
export function texturePattern(texture: Texture, palette: Palette, chance: Chance): string {
  return TILES[texture](palette, chance);
}

function pattern(width: number, height: number, body: string, transform = ''): string {
  return `<pattern id="texture" width="${width}" height="${height}" patternUnits="userSpaceOnUse"${transform ? ` patternTransform="${transform}"` : ''}>${body}</pattern>`;
}

/** Plaiting: strands over and under, some of them dyed so that a motif appears. */
const purun: Tile = (p, chance) => {
  const cells = 12;
  const cell = 17;
  const motif = chance.pick([
    (x: number, y: number) => (x + y) % 6 === 0 || Math.abs(x - y) % 6 === 0,
    (x: number, y: number) => Math.abs((x % 6) - 3) + Math.abs((y % 6) - 3) === 2,
    (x: number) => x % 6 === 1 || x % 6 === 2,
    (x: number, y: number) => (Math.abs((x % 12) - 6) + y) % 6 === 0,
    (x: number, y: number) => x % 4 === 0 && y % 4 === 0,
    (x: number, y: number) => x % 6 === 0 || y % 6 === 0,
  ]);
  let body = `<rect width="${cells * cell}" height="${cells * cell}" fill="${p.dark}"/>`;
  for (let y = 0; y < cells; y++) {
    for (let x = 0; x < cells; x++) {
      const over = (x + y) % 2 === 0;
      const colour = motif(x, y) ? p.accent : chance.next() < 0.35 ? p.light : p.ground;
      const [w, h] = over ? [cell + 1, cell - 3] : [cell - 3, cell + 1];
      const [dx, dy] = over ? [-0.5, 1.5] : [1.5, -0.5];
      body += `<rect x="${x * cell + dx}" y="${y * cell + dy}" width="${w}" height="${h}" rx="4" fill="${colour}"/>`;
      body += over ? `<rect x="${x * cell}" y="${y * cell + 3}" width="${cell}" height="3" rx="1.5" fill="#fff" opacity=".22"/>` : `<rect x="${x * cell + 3}" y="${y * cell}" width="3" height="${cell}" rx="1.5" fill="#000" opacity=".10"/>`;
    }
  }
  return pattern(cells * cell, cells * cell, body, 'rotate(2)');
};

/** Ikat: figures built from short weft lines whose ends bleed, as the bound yarn does. */
const endek: Tile = (p, chance) => {
  const [width, height, step] = [140, 180, 4];
  const profile = chance.pick([
    (t: number) => 1 - Math.abs(t * 2 - 1),
    (t: number) => Math.abs(Math.sin(t * Math.PI * 2)) * 0.8 + 0.1,
    (t: number) => Math.abs(((t * 4) % 2) - 1),
    (t: number) => Math.sin(t * Math.PI) * (0.7 + 0.3 * Math.cos(t * Math.PI * 6)),
  ]);
  const layer = (colour: string, scale: number, centre: number, opacity: number): string => {
    let lines = '';
    for (let y = 0; y < height; y += step) {
      const half = Math.max(0, profile(y / height) * scale * (width / 2) + chance.between(-5, 5));
      if (half > 1) lines += `<rect x="${fixed(centre - half)}" y="${y}" width="${fixed(half * 2)}" height="${step - 0.6}" fill="${colour}" opacity="${opacity}"/>`;
    }
    return lines;
  };
  const band = `<rect width="${width}" height="${height}" fill="${p.ground}"/>`;
  const sides = layer(p.accent, 0.42, 0, 0.9) + layer(p.accent, 0.42, width, 0.9);
  const middle = layer(p.light, 0.82, width / 2, 0.95) + layer(p.accent, 0.56, width / 2, 0.95) + layer(p.dark, 0.34, width / 2, 1) + layer(p.light, 0.14, width / 2, 1);
  const warp = Array.from({ length: 28 }, (_, i) => `<rect x="${i * 5}" width="1" height="${height}" fill="#fff" opacity=".05"/>`).join('');
  return pattern(width, height, band + sides + middle + warp);
};

/** Wax-drawn tendrils, flowers and dots on clay brown. */
const batik: Tile = (p, chance) => {
  const size = 190;
  const spiral = (cx: number, cy: number, r: number, turn: number): string => {
    let path = '';
    for (let a = 0; a <= 620; a += 20) {
      const rad = ((a * turn + 40) * Math.PI) / 180;
      const far = (r * a) / 620;
      path += `${a === 0 ? 'M' : 'L'}${fixed(cx + far * Math.cos(rad))} ${fixed(cy + far * Math.sin(rad))}`;
    }
    return `<path d="${path}" fill="none" stroke="${p.light}" stroke-width="4.5" stroke-linecap="round"/>`;
  };
  const flower = (cx: number, cy: number, r: number, petals: number): string => {
    const parts = Array.from({ length: petals }, (_, i) => `<ellipse cx="${cx}" cy="${cy - r * 0.62}" rx="${fixed(r * 0.26)}" ry="${fixed(r * 0.5)}" fill="${p.light}" stroke="${p.dark}" stroke-width="1.5" transform="rotate(${fixed((360 / petals) * i)} ${cx} ${cy})"/>`);
    return `${parts.join('')}<circle cx="${cx}" cy="${cy}" r="${fixed(r * 0.24)}" fill="${p.accent}" stroke="${p.light}" stroke-width="2"/>`;
  };
  const dots = Array.from({ length: 46 }, () => `<circle cx="${fixed(chance.between(0, size))}" cy="${fixed(chance.between(0, size))}" r="${fixed(chance.between(1.2, 2.6))}" fill="${p.light}" opacity=".75"/>`).join('');
  const petals = chance.whole(5, 8);
  const r = chance.between(30, 40);
  const tendrils = spiral(142, 46, 34, 1) + spiral(48, 142, 34, -1) + spiral(16, 40, 20, -1) + spiral(170, 160, 22, 1);
  const ground = `<rect width="${size}" height="${size}" fill="${p.ground}"/><rect width="${size}" height="${size}" fill="url(#crackle)" opacity=".25"/>`;
  return `${pattern(size, size, ground + dots + tendrils + flower(48, 52, r, petals) + flower(142, 138, r * 0.85, petals))}<linearGradient id="crackle"><stop offset="0" stop-color="${p.dark}"/><stop offset=".5" stop-color="${p.ground}"/><stop offset="1" stop-color="${p.dark}"/></linearGradient>`;
};

/** Long grain lines that part around knots. */
const wood: Tile = (p, chance) => {
  const [width, height] = [420, 260];
  let body = `<rect width="${width}" height="${height}" fill="${p.ground}"/>`;
  for (let y = -6; y < height + 10; y += chance.between(5, 10)) {
    const sway = chance.between(2, 9);
    const colour = chance.next() < 0.3 ? p.light : p.accent;
    body += `<path d="M0 ${fixed(y)} C ${width * 0.25} ${fixed(y - sway)}, ${width * 0.4} ${fixed(y + sway)}, ${width * 0.55} ${fixed(y)} S ${width * 0.85} ${fixed(y - sway)}, ${width} ${fixed(y)}" fill="none" stroke="${colour}" stroke-width="${fixed(chance.between(0.8, 2.6))}" opacity="${fixed(chance.between(0.3, 0.8))}"/>`;
  }
  return pattern(width, height, body, 'rotate(82)');
};

/** Cloth with gilded flowers. */
const tedung: Tile = (p, chance) => {
  const size = 84;
  const petals = chance.whole(5, 8);
  const bloom = (cx: number, cy: number, r: number) => Array.from({ length: petals }, (_, i) => `<ellipse cx="${cx}" cy="${cy - r * 0.6}" rx="${fixed(r * 0.22)}" ry="${fixed(r * 0.42)}" fill="${p.accent}" transform="rotate(${fixed((360 / petals) * i)} ${cx} ${cy})"/>`).join('');
  return pattern(size, size, `<rect width="${size}" height="${size}" fill="${p.ground}"/>${bloom(21, 21, 15)}${bloom(63, 63, 15)}<circle cx="21" cy="21" r="3" fill="${p.light}"/><circle cx="63" cy="63" r="3" fill="${p.light}"/><circle cx="63" cy="21" r="2.4" fill="${p.light}"/><circle cx="21" cy="63" r="2.4" fill="${p.light}"/>`);
};

/** Printed cloth: plain, striped, checked or strewn with flowers. */
const fabric: Tile = (p, chance) => {
  const size = 48;
  const ground = `<rect width="${size}" height="${size}" fill="${p.ground}"/>`;
  const weave = Array.from({ length: 12 }, (_, i) => `<rect y="${i * 4}" width="${size}" height="1" fill="#000" opacity=".035"/>`).join('');
  const print = chance.pick([
    '',
    `<rect width="8" height="${size}" fill="${p.light}" opacity=".8"/>`,
    `<rect width="14" height="${size}" fill="${p.accent}" opacity=".4"/><rect width="${size}" height="14" fill="${p.accent}" opacity=".4"/>`,
    `<g fill="${p.light}"><circle cx="12" cy="12" r="4"/><circle cx="12" cy="5" r="3"/><circle cx="12" cy="19" r="3"/><circle cx="5" cy="12" r="3"/><circle cx="19" cy="12" r="3"/><circle cx="36" cy="36" r="3"/></g><circle cx="12" cy="12" r="2.4" fill="${p.accent}"/>`,
  ]);
  return pattern(size, size, ground + print + weave);
};

/** Chips scattered on the pack's own colour. */
const chips: Tile = (p, chance) => {
  const size = 150;
  const chip = (cx: number, cy: number): string => {
    const r = chance.between(20, 30);
    const specks = Array.from({ length: 6 }, () => `<circle cx="${fixed(cx + chance.between(-r * 0.6, r * 0.6))}" cy="${fixed(cy + chance.between(-r * 0.5, r * 0.5))}" r="2.2" fill="${p.dark}" opacity=".35"/>`).join('');
    return `<ellipse cx="${cx}" cy="${cy}" rx="${fixed(r)}" ry="${fixed(r * 0.82)}" fill="${p.accent}" transform="rotate(${fixed(chance.between(0, 90))} ${cx} ${cy})"/><ellipse cx="${cx}" cy="${cy}" rx="${fixed(r * 0.78)}" ry="${fixed(r * 0.6)}" fill="${p.light}" opacity=".75"/>${specks}`;
  };
  return pattern(size, size, `<rect width="${size}" height="${size}" fill="${p.ground}"/>${chip(38, 40)}${chip(108, 62)}${chip(56, 112)}${chip(120, 124)}`);
};

const oil: Tile = (p) => pattern(10, 400, `<rect width="10" height="400" fill="${p.ground}"/>`);

const TILES: Record<Texture, Tile> = { purun, endek, batik, wood, tedung, fabric, chips, oil };
