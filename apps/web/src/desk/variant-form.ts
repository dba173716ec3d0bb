import { flagText, integerText, InvalidInput, oneOf, text } from '#libs/platform';
import type { Tier, UnitCode, VariantDetails, VariantView } from '#libs/shop';
import { decimalOf, rupiahText } from '../kit/form-fields.js';

/** How a piece is sold; half metres are the only halves. */
export const UNIT_CHOICES: readonly { value: 'PCS' | 'LEMBAR' | 'METER' | 'METER_HALF' | 'SET' | 'PASANG'; code: UnitCode; step: number }[] = [
  { value: 'PCS', code: 'PCS', step: 1 },
  { value: 'LEMBAR', code: 'LEMBAR', step: 1 },
  { value: 'METER', code: 'METER', step: 1 },
  { value: 'METER_HALF', code: 'METER', step: 0.5 },
  { value: 'SET', code: 'SET', step: 1 },
  { value: 'PASANG', code: 'PASANG', step: 1 },
];

export const TIER_ROWS = [0, 1, 2] as const;

export class VariantForm {
  @rupiahText() price!: number;
  @oneOf(UNIT_CHOICES.map((each) => each.value)) unit!: (typeof UNIT_CHOICES)[number]['value'];
  @text(1, 40) sku!: string;
  @text(1, 40, { optional: true }) optionName?: string;
  @text(1, 60, { optional: true }) optionValue?: string;
  @integerText(1, 1_000_000) weightGrams!: number;
  @text(1, 7) lengthCm!: string;
  @text(1, 7) widthCm!: string;
  @text(1, 7) heightCm!: string;
  @flagText({ optional: true }) nestable?: boolean;
  @integerText(0, 1_000_000, { optional: true }) onHand?: number;
}

export class TierForm {
  @integerText(1, 100_000, { optional: true }) quantity0?: number;
  @rupiahText({ optional: true }) amount0?: number;
  @integerText(1, 100_000, { optional: true }) quantity1?: number;
  @rupiahText({ optional: true }) amount1?: number;
  @integerText(1, 100_000, { optional: true }) quantity2?: number;
  @rupiahText({ optional: true }) amount2?: number;
}

/** The form in the catalogue's terms. English words of an unchanged choice, packs and a second choice stay as they were. */
export function variantDetails(form: VariantForm, before: VariantView | null): VariantDetails {
  const { price, sku, optionName, optionValue, weightGrams, nestable = false } = form;
  const unit = UNIT_CHOICES.find((each) => each.value === form.unit)!;
  if (!optionName !== !optionValue) throw InvalidInput.at(optionName ? '/optionValue' : '/optionName', { id: 'Wajib diisi', en: 'This is required' });
  const [first, ...others] = before?.options ?? [];
  const kept = (words: { id: string; en?: string } | undefined, typed: string) => (words?.id === typed ? words : { id: typed });
  const options = optionName && optionValue ? [{ name: kept(first?.name, optionName), value: kept(first?.value, optionValue) }, ...others] : [];
  return {
    sku,
    priceAmount: price,
    options,
    weightGrams,
    nestable,
    unit: { code: unit.code, step: unit.step },
    packs: before?.packs ?? [],
    packedMm: { length: millimetres('lengthCm', form.lengthCm), width: millimetres('widthCm', form.widthCm), height: millimetres('heightCm', form.heightCm) },
  };
}

export function tiersOf(form: TierForm): Tier[] {
  return TIER_ROWS.flatMap((row) => {
    const minQuantity = form[`quantity${row}`];
    const unitAmount = form[`amount${row}`];
    if (minQuantity === undefined && unitAmount === undefined) return [];
    if (minQuantity === undefined || unitAmount === undefined)
      throw InvalidInput.at(minQuantity === undefined ? `/quantity${row}` : `/amount${row}`, { id: 'Wajib diisi', en: 'This is required' });
    return [{ minQuantity, unitAmount }];
  });
}

function millimetres(field: string, typed: string): number {
  const cm = decimalOf(typed);
  const mm = cm === null ? 0 : Math.round(cm * 10);
  if (mm < 1 || mm > 10_000)
    throw InvalidInput.at(`/${field}`, { id: 'Isi dengan angka dalam sentimeter, 0,1 sampai 1.000', en: 'Give centimetres, 0.1 to 1,000' });
  return mm;
}

/** The fields of both forms by what the catalogue calls them. */
export function variantField(name: string): string {
  const tier = /^tiers\.(\d)\.(minQuantity|unitPrice)$/.exec(name);
  if (tier) return `${tier[2] === 'minQuantity' ? 'quantity' : 'amount'}${tier[1]}`;
  if (name.startsWith('unit')) return 'unit';
  if (name.startsWith('options')) return 'optionValue';
  const side = /^packed.*\.(length|width|height)/.exec(name)?.[1];
  return side ? `${side}Cm` : name;
}
