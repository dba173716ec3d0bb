import type { Words } from '#libs/platform';
import { findCategory } from '../catalogue/category.js';
import type { AttributeField, AttributeValue, Attributes } from '../catalogue/category-schema.js';

const YES: Words = { id: 'Ya', en: 'Yes' };
const NO: Words = { id: 'Tidak', en: 'No' };
// Made once: making one costs more than all else a product page asks of this process.
const NUMBER_ID = new Intl.NumberFormat('id-ID');
const NUMBER_EN = new Intl.NumberFormat('en');

/** A product's attributes as people read them, in the order of the category's schema: units and choices spelt out, unknown ones left out. */
export function attributesInWords(categoryPath: string, attributes: Attributes): { key: string; label: Words; value: Words }[] {
  const fields = findCategory(categoryPath)?.fields ?? [];
  return fields.flatMap((field) => {
    const value = attributes[field.key];
    const words = value === undefined || value === null ? null : inWords(field, value);
    return words ? [{ key: field.key, label: field.label, value: words }] : [];
  });
}

function inWords(field: AttributeField, value: AttributeValue): Words | null {
  if (field.kind === 'flag') return value === true ? YES : NO;
  if (field.kind === 'text') return typeof value === 'object' && !Array.isArray(value) ? value : null;
  if (field.kind === 'number') return typeof value === 'number' ? measure(value, field.unit) : null;
  const chosen = Array.isArray(value) ? value : [value];
  const labels = field.choices.filter((choice) => chosen.includes(choice.value)).map((choice) => choice.label);
  return labels.length === 0 ? null : { id: labels.map((l) => l.id).join(', '), en: labels.map((l) => l.en ?? l.id).join(', ') };
}

function measure(value: number, unit: string): Words {
  return { id: `${NUMBER_ID.format(value)} ${unit}`, en: `${NUMBER_EN.format(value)} ${unit === 'hari' ? 'days' : unit}` };
}
