import { InvalidInput } from '#libs/platform';
import type { UnitCode } from './offer.js';

/** How a variant is counted. Quantities everywhere are whole steps: half a metre of cloth is one step of METER 0.5. */
export interface Unit {
  code: UnitCode;
  step: number;
}

export const PACK_CODES = ['LUSIN', 'KODI', 'GROS', 'KARTON'] as const;
export type PackCode = (typeof PACK_CODES)[number];

/** Several base units sold together; `quantity` counts base units. */
export interface Pack {
  code: PackCode;
  quantity: number;
}

/** The trade's fixed packs; a karton is the seller's own. */
export const FIXED_PACKS: Readonly<Partial<Record<PackCode, number>>> = { LUSIN: 12, KODI: 20, GROS: 144 };

/** Half metres exist; everything else is counted whole. */
export function requireUnit(unit: Unit): void {
  if (unit.step === 1 || (unit.code === 'METER' && unit.step === 0.5)) return;
  throw InvalidInput.at('/unit/step', { id: 'Hanya meter yang bisa dijual per setengah', en: 'Only metres can be sold by halves' });
}

/** Each pack once; lusin 12, kodi 20, gros 144; a karton says how many; none for halves. */
export function requirePacks(unit: Unit, packs: readonly Pack[]): void {
  const seen = new Set<PackCode>();
  for (const [index, { code, quantity }] of packs.entries()) {
    const at = (id: string, en: string) => InvalidInput.at(`/packs/${index}/quantity`, { id, en });
    const fixed = FIXED_PACKS[code];
    if (unit.step !== 1) throw at('Kemasan hanya untuk satuan utuh', 'Packs are for whole units only');
    if (seen.has(code)) throw at('Kemasan ini sudah ada', 'This pack is there already');
    if (fixed !== undefined && quantity !== fixed) throw at(`Isi ${code.toLowerCase()} selalu ${fixed}`, `A ${code.toLowerCase()} always holds ${fixed}`);
    if (fixed === undefined && (!Number.isInteger(quantity) || quantity < 2 || quantity > 10_000)) throw at('Isi karton antara 2 dan 10.000', 'A karton holds between 2 and 10,000');
    seen.add(code);
  }
}
