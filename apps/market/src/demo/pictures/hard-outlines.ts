import type { Shape } from '../craft.js';
import { body, line, TEXTURE, type Outline } from './outlines.js';

const plinth = (dark: string) => `<rect x="270" y="628" width="260" height="40" rx="6" fill="${dark}"/>`;

/** A dancer, a bird or a cat, in the fewest curves that are still one. */
const statue: Outline = (p, chance, subject) => {
  const dancer = `${body('M400 180 Q440 180 440 226 Q440 262 414 274 L420 300 Q500 300 560 220 L578 236 Q530 340 446 372 Q440 440 470 500 Q500 570 470 634 L330 634 Q300 570 330 500 Q360 440 354 372 Q270 340 222 236 L240 220 Q300 300 380 300 L386 274 Q360 262 360 226 Q360 180 400 180 Z')}${line('M360 206 Q400 120 440 206', p.accent, 16)}${line('M340 520 Q400 556 460 520 M332 570 Q400 606 468 570', p.dark, 5)}`;
  const owl = `${body('M400 200 Q520 200 540 340 Q560 520 470 634 L330 634 Q240 520 260 340 Q280 200 400 200 Z')}${body('M282 250 L270 170 L340 214 Z M518 250 L530 170 L460 214 Z')}<circle cx="345" cy="320" r="46" fill="${p.light}"/><circle cx="455" cy="320" r="46" fill="${p.light}"/><circle cx="345" cy="320" r="22" fill="${p.dark}"/><circle cx="455" cy="320" r="22" fill="${p.dark}"/><path d="M384 360 L416 360 L400 396 Z" fill="${p.accent}"/>${[430, 480, 530].map((y) => line(`M320 ${y} q20 26 40 0 q20 26 40 0 q20 26 40 0 q20 26 40 0`, p.dark, 4)).join('')}`;
  const cat = `${body('M360 634 Q300 520 330 420 Q300 380 306 300 L300 220 L350 262 Q400 244 450 262 L500 220 L494 300 Q500 380 470 420 Q520 520 470 634 Z')}${line('M470 620 Q590 610 580 500 Q574 450 540 470', p.ground, 26)}<ellipse cx="366" cy="324" rx="13" ry="18" fill="${p.dark}"/><ellipse cx="434" cy="324" rx="13" ry="18" fill="${p.dark}"/><path d="M390 360 h20 l-10 14 Z" fill="${p.accent}"/>`;
  const named = /kucing/i.test(subject) ? cat : /burung|garuda/i.test(subject) ? owl : /penari/i.test(subject) ? dancer : chance.pick([dancer, owl, cat]);
  return plinth(p.dark) + named;
};
const panel: Outline = (p, chance) => {
  const leaf = (x: number, y: number, turn: number) => `<path d="M${x} ${y} q40 -46 92 -30 q-22 52 -92 30 Z" fill="${p.light}" stroke="${p.dark}" stroke-width="3" transform="rotate(${turn} ${x} ${y})"/>`;
  const turns = Array.from({ length: 6 }, (_, i) => 300 + i * 60);
  const blooms = [[400, 300], [290, 440], [510, 440], [400, 560]] as const;
  return `<rect x="170" y="150" width="460" height="510" rx="14" fill="${TEXTURE}"/><rect x="170" y="150" width="460" height="510" rx="14" fill="url(#shade)"/><rect x="206" y="186" width="388" height="438" rx="8" fill="${p.dark}" opacity=".82"/>${blooms.map(([x, y]) => turns.map((turn) => leaf(x, y, turn + chance.whole(0, 30))).join('') + `<circle cx="${x}" cy="${y}" r="17" fill="${p.accent}" stroke="${p.light}" stroke-width="5"/>`).join('')}`;
};
const mask: Outline = (p) => `${body('M400 170 Q570 176 580 360 Q580 560 400 664 Q220 560 220 360 Q230 176 400 170 Z')}${line('M280 320 Q330 280 372 322 M428 322 Q470 280 520 320', p.dark, 12)}<ellipse cx="328" cy="360" rx="40" ry="22" fill="#fff"/><ellipse cx="472" cy="360" rx="40" ry="22" fill="#fff"/><circle cx="328" cy="360" r="16" fill="${p.dark}"/><circle cx="472" cy="360" r="16" fill="${p.dark}"/>${line('M400 372 Q366 450 400 462 Q434 450 400 372', p.accent, 7)}<path d="M310 520 Q400 580 490 520 Q400 556 310 520 Z" fill="#9c2f2a" stroke="${p.dark}" stroke-width="4"/><path d="M230 250 Q250 120 400 130 Q550 120 570 250 Q400 180 230 250 Z" fill="#d8a534" stroke="${p.dark}" stroke-width="4"/>${[280, 340, 400, 460, 520].map((x) => `<circle cx="${x}" cy="${186 + Math.abs(x - 400) / 8}" r="13" fill="#a3202c" stroke="#fbe3a1" stroke-width="4"/>`).join('')}`;
const bowl: Outline = (p) => `<ellipse cx="400" cy="420" rx="260" ry="62" fill="${p.dark}"/><ellipse cx="400" cy="416" rx="236" ry="48" fill="${p.accent}"/>${body('M140 420 Q400 530 660 420 Q640 640 400 664 Q160 640 140 420 Z')}${line('M140 420 Q400 530 660 420', p.light, 7)}`;
const umbrella: Outline = (p) => {
  const fringe = Array.from({ length: 27 }, (_, i) => {
    const x = 140 + i * 20;
    const y = 372 + Math.sin(((x - 140) / 520) * Math.PI) * 26;
    return line(`M${x} ${y.toFixed(0)} l0 56`, i % 2 ? p.light : p.accent, 9);
  }).join('');
  return `<rect x="391" y="150" width="18" height="516" fill="#6b4526"/><rect x="300" y="650" width="200" height="20" rx="8" fill="#4a2e17"/>${fringe}${body('M400 130 Q600 180 670 370 Q400 430 130 370 Q200 180 400 130 Z')}${line('M400 130 Q330 230 310 396 M400 130 Q470 230 490 396 M400 130 Q250 220 216 386 M400 130 Q550 220 584 386', p.dark, 3)}${line('M130 370 Q400 430 670 370', p.light, 12)}<circle cx="400" cy="120" r="17" fill="${p.accent}"/><rect x="394" y="84" width="12" height="30" rx="6" fill="${p.accent}"/>`;
};
const closedUmbrella: Outline = (p) => `${line('M400 60 L400 170', '#6b4526', 8)}${body('M400 160 Q470 300 500 560 Q400 600 300 560 Q330 300 400 160 Z')}${[320, 345, 370, 395, 420, 445, 470].map((x) => line(`M${x + 5} 572 l0 62`, p.accent, 10)).join('')}${line('M400 160 Q380 380 372 586 M400 160 Q420 380 428 586', p.dark, 4)}<circle cx="400" cy="158" r="18" fill="${p.accent}"/>`;
const snackPack: Outline = (p, chance) => {
  const label = chance.pick(['M270 330 h260 v170 q-130 60 -260 0 Z', 'M260 350 h280 v160 h-280 Z', 'M400 310 q140 20 140 110 q0 100 -140 110 q-140 -10 -140 -110 q0 -90 140 -110 Z']);
  return `${body('M226 190 Q400 174 574 190 L596 640 Q400 672 204 640 Z')}<path d="M226 190 Q400 174 574 190 L577 232 Q400 218 223 232 Z" fill="${p.dark}" opacity=".5"/><path d="${label}" fill="#fffaf0" opacity=".96"/>${line('M310 392 h180 M340 428 h120', p.ground, 16)}<circle cx="400" cy="352" r="14" fill="${p.accent}"/>${line('M250 240 Q236 440 240 620', 'rgba(255,255,255,.35)', 16)}`;
};
const jar: Outline = (p) => `<path d="M250 290 Q250 250 290 246 L510 246 Q550 250 550 290 L560 620 Q556 664 400 666 Q244 664 240 620 Z" fill="#eef3f1"/><path d="M262 330 L538 330 L546 614 Q540 650 400 652 Q260 650 254 614 Z" fill="${TEXTURE}"/><path d="M262 330 L538 330 L546 614 Q540 650 400 652 Q260 650 254 614 Z" fill="url(#shade)"/><rect x="262" y="176" width="276" height="76" rx="14" fill="${p.ground}"/><rect x="262" y="176" width="276" height="26" rx="12" fill="#fff" opacity=".25"/><rect x="310" y="420" width="180" height="120" rx="10" fill="#fffaf0"/>${line('M340 460 h120 M360 496 h80', p.ground, 13)}`;
const bottle: Outline = (p) => `<rect x="366" y="120" width="68" height="96" rx="10" fill="#26201b"/><rect x="374" y="206" width="52" height="60" fill="${p.dark}"/><path d="M300 340 Q300 270 374 262 L426 262 Q500 270 500 340 L500 632 Q500 664 468 664 L332 664 Q300 664 300 632 Z" fill="${p.ground}"/><path d="M300 340 Q300 270 374 262 L426 262 Q500 270 500 340 L500 632 Q500 664 468 664 L332 664 Q300 664 300 632 Z" fill="url(#shade)"/>${line('M326 350 L326 620', 'rgba(255,255,255,.4)', 12)}<rect x="300" y="400" width="200" height="180" fill="${p.accent}"/>${line('M400 430 q-46 50 0 104 q46 -54 0 -104 M400 446 L400 534', '#5c7a4b', 7)}${line('M350 556 h100', p.dark, 7)}`;

export const HARD_OUTLINES: Partial<Record<Shape, Outline>> = { statue, panel, mask, bowl, umbrella, 'closed-umbrella': closedUmbrella, 'snack-pack': snackPack, jar, bottle };
