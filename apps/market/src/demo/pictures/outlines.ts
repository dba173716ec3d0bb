import type { Shape } from '../craft.js';
import type { Chance } from './chance.js';
import type { Palette } from './palette.js';

/** A thing on a table of 800 × 800, standing at about y = 660. `TEXTURE` is the fill of its craft. */
type Outline = (palette: Palette, chance: Chance, subject: string) => string;

const TEXTURE = 'url(#texture)';
/** The body with its texture, then the same outline again in light and shade. */
const body = (d: string): string => `<path d="${d}" fill="${TEXTURE}"/><path d="${d}" fill="url(#shade)"/>`;
const line = (d: string, colour: string, width: number): string => `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const bag: Outline = (p, chance) => {
  const lift = chance.whole(150, 230);
  return line(`M290 340 C290 ${lift - 60}, 510 ${lift - 60}, 510 340`, p.dark, 20) + line(`M290 340 C290 ${lift - 60}, 510 ${lift - 60}, 510 340`, p.light, 8) + body('M210 330 Q400 350 590 330 L628 630 Q630 664 596 664 L204 664 Q170 664 172 630 Z') + line('M212 344 Q400 364 588 344', p.dark, 9);
};
const basket: Outline = (p) => `<ellipse cx="400" cy="330" rx="200" ry="46" fill="${p.dark}"/>${body('M200 330 Q400 400 600 330 L560 620 Q556 666 400 668 Q244 666 240 620 Z')}${line('M200 330 Q400 400 600 330', p.accent, 16)}${line('M250 330 C260 170, 540 170, 550 330', p.dark, 18)}${line('M250 330 C260 170, 540 170, 550 330', p.light, 7)}`;
const mat: Outline = (p) => `${body('M140 640 L270 330 L700 330 L640 640 Z')}${line('M140 640 L640 640', p.dark, 8)}<ellipse cx="232" cy="330" rx="44" ry="46" fill="${p.ground}"/>${body('M230 284 L690 284 Q728 330 690 376 L230 376 Z')}<ellipse cx="230" cy="330" rx="34" ry="46" fill="${p.light}"/><ellipse cx="230" cy="330" rx="20" ry="28" fill="${p.ground}"/><ellipse cx="230" cy="330" rx="9" ry="13" fill="${p.dark}"/>`;
const hat: Outline = (p) => `${body('M110 600 Q400 470 690 600 Q690 664 400 672 Q110 664 110 600 Z')}${body('M255 580 Q270 330 400 324 Q530 330 545 580 Q400 640 255 580 Z')}${line('M256 566 Q400 626 544 566', p.accent, 22)}`;
const box: Outline = (p) => `${body('M190 400 L610 400 L610 664 L190 664 Z')}<path d="M190 400 L250 320 L670 320 L610 400 Z" fill="${TEXTURE}"/><path d="M190 400 L250 320 L670 320 L610 400 Z" fill="#fff" opacity=".18"/><path d="M610 400 L670 320 L670 580 L610 664 Z" fill="${TEXTURE}"/><path d="M610 400 L670 320 L670 580 L610 664 Z" fill="#000" opacity=".28"/>${line('M190 470 L610 470', p.dark, 5)}<circle cx="400" cy="470" r="13" fill="${p.accent}" stroke="${p.dark}" stroke-width="4"/>`;
const pouch: Outline = (p) => `${body('M180 400 Q180 372 208 372 L592 372 Q620 372 620 400 L612 630 Q610 660 580 660 L220 660 Q190 660 188 630 Z')}${line('M184 424 L616 424', p.dark, 10)}${line('M600 424 q34 10 26 60', p.accent, 9)}`;
const pot: Outline = (p) => `${line('M400 420 C390 300, 330 250, 270 230 M400 420 C400 280, 420 220, 440 170 M400 420 C420 320, 480 290, 550 280', '#4c7a4a', 12)}<ellipse cx="258" cy="222" rx="62" ry="26" fill="#5f9159" transform="rotate(24 258 222)"/><ellipse cx="446" cy="152" rx="28" ry="64" fill="#6ea267" transform="rotate(14 446 152)"/><ellipse cx="566" cy="272" rx="62" ry="26" fill="#588653" transform="rotate(-14 566 272)"/><ellipse cx="350" cy="268" rx="54" ry="22" fill="#79ab70" transform="rotate(52 350 268)"/>${body('M240 410 L560 410 L520 640 Q516 664 400 666 Q284 664 280 640 Z')}${line('M240 418 L560 418', p.accent, 18)}`;
const bottleHolder: Outline = (p) => `<rect x="368" y="150" width="64" height="70" rx="12" fill="#dfe7e6"/><rect x="360" y="140" width="80" height="34" rx="8" fill="${p.dark}"/><path d="M336 300 Q336 226 372 214 L428 214 Q464 226 464 300 L464 420 L336 420 Z" fill="#d5e2e3" opacity=".9"/>${line('M322 380 C200 240, 600 240, 478 380', p.light, 10)}${body('M312 380 L488 380 L480 640 Q478 664 400 666 Q322 664 320 640 Z')}${line('M312 388 L488 388', p.accent, 14)}`;
const foldedCloth: Outline = (p) => [560, 480, 400].map((y, i) => `${body(`M${170 + i * 14} ${y} Q${160 + i * 14} ${y + 50} ${180 + i * 14} ${y + 98} L${640 - i * 10} ${y + 98} Q${664 - i * 10} ${y + 50} ${640 - i * 10} ${y} Z`)}${line(`M${178 + i * 14} ${y + 50} L${648 - i * 10} ${y + 50}`, p.dark, 3)}`).join('') + `<path d="M198 400 L300 340 L600 340 L620 400 Z" fill="${TEXTURE}"/><path d="M198 400 L300 340 L600 340 L620 400 Z" fill="#fff" opacity=".15"/>`;
const hangingCloth: Outline = (p) => `<rect x="130" y="150" width="540" height="16" rx="8" fill="#7a5b3b"/><circle cx="130" cy="158" r="14" fill="#5f452b"/><circle cx="670" cy="158" r="14" fill="#5f452b"/>${body('M190 158 L610 158 L616 640 Q560 664 508 642 Q452 664 400 642 Q348 664 292 642 Q240 664 184 640 Z')}${[270, 350, 430, 510].map((x) => line(`M${x} 170 Q${x + 8} 400 ${x - 4} 640`, 'rgba(0,0,0,.13)', 12)).join('')}${line('M190 164 L610 164', p.dark, 6)}`;
const shawl: Outline = (p) => `${body('M250 190 Q400 140 550 190 L640 560 L560 590 L470 320 Q400 350 330 320 L240 590 L160 560 Z')}${[160, 180, 200, 220, 240].map((x, i) => line(`M${x} ${560 + i * 7} l-8 64`, p.light, 5)).join('')}${[560, 580, 600, 620, 640].map((x, i) => line(`M${x} ${590 - i * 7} l8 64`, p.light, 5)).join('')}`;
const shirt: Outline = (p) => `${body('M300 190 Q400 240 500 190 L640 260 L690 430 L600 462 L566 380 L566 664 L234 664 L234 380 L200 462 L110 430 L160 260 Z')}<path d="M300 190 Q400 240 500 190 L400 290 Z" fill="${p.light}" opacity=".85"/>${line('M400 290 L400 660', p.dark, 4)}${[340, 420, 500, 580].map((y) => `<circle cx="400" cy="${y}" r="8" fill="${p.light}" stroke="${p.dark}" stroke-width="2"/>`).join('')}`;
const dress: Outline = (p) => `${body('M330 150 Q400 190 470 150 L560 200 L620 400 L550 424 L510 330 L640 664 L160 664 L290 330 L250 424 L180 400 L240 200 Z')}${line('M300 344 Q400 372 500 344', p.accent, 14)}<path d="M330 150 Q400 190 470 150 L400 236 Z" fill="${p.light}" opacity=".7"/>`;
const trousers: Outline = (p) => `${body('M260 180 L540 180 L620 660 L444 664 L400 330 L356 664 L180 660 Z')}<rect x="256" y="176" width="288" height="38" rx="8" fill="${p.dark}"/>${line('M400 214 L400 330', p.dark, 5)}${line('M290 240 q20 60 -16 80 M510 240 q-20 60 16 80', p.accent, 5)}`;
const headscarf: Outline = (p) => `${body('M400 170 L650 420 Q610 650 400 664 Q190 650 150 420 Z')}<path d="M400 170 L650 420 Q500 380 400 664 Q300 380 150 420 Z" fill="#fff" opacity=".16"/>${line('M150 420 Q300 380 400 664 Q500 380 650 420', p.dark, 3)}`;

export const SOFT_OUTLINES: Partial<Record<Shape, Outline>> = {
  bag, basket, mat, hat, box, pouch, pot, 'bottle-holder': bottleHolder, 'folded-cloth': foldedCloth, 'hanging-cloth': hangingCloth, shawl, shirt, dress, trousers, headscarf,
};
export type { Outline };
export { body, line, TEXTURE };
