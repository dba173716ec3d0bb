import type { Words } from '#libs/platform';
import { findCategory } from '../catalogue/category.js';
import type { AttributeField, AttributeValue, Attributes } from '../catalogue/category-schema.js';

const YES: Words = { id: 'Ya', en: 'Yes' };
const NO: Words = { id: 'Tidak', en: 'No' };

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
  switch (field.kind) {
    case 'text':
      return typeof value === 'object' && !Array.isArray(value) ? value : null;
    case 'number':
      return typeof value === 'number' ? { id: `${value.toLocaleString('id-ID')} ${field.unit}`, en: `${value.toLocaleString('en')} ${field.unit === 'hari' ? 'days' : field.unit}` } : null;
    case 'flag':
      return value === true ? YES : NO;
    case 'choice': {
      const chosen = Array.isArray(value) ? value : [value];
      const labels = field.choices.filter((choice) => chosen.includes(choice.value)).map((choice) => choice.label);
      return labels.length === 0 ? null : { id: labels.map((l) => l.id).join(', '), en: labels.map((l) => l.en ?? l.id).join(', ') };
    }
  }
}
