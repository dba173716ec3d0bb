import { flagText, integerText, InvalidInput, openObject, text, type FieldError } from '#libs/platform';
import { leafCategory, type Attributes, type AttributeField, type ProductDetails, type ProductView } from '#libs/shop';
import { decimalOf } from '../kit/form-fields.js';

export class ProductForm {
  @text(1, 60) category!: string;
  @text(2, 150) nameId!: string;
  @text(1, 150, { optional: true }) nameEn?: string;
  @text(1, 5000, { optional: true }) descriptionId?: string;
  @text(1, 5000, { optional: true }) descriptionEn?: string;
  @integerText(1, 365, { optional: true }) leadDays?: number;
  @flagText({ optional: true }) nonHalal?: boolean;
  /** Answers to the category's questions by key; the schema reads them. */
  @openObject({ optional: true }) a?: Record<string, string | string[]>;
}

/** What the form says, in the catalogue's terms; English that an attribute had is kept while its Indonesian stays the same. */
export function productDetails(form: ProductForm, before: ProductView | null): ProductDetails {
  const { category, nameId, nameEn, descriptionId, descriptionEn, leadDays = 0, nonHalal = false, a = {} } = form;
  return {
    category,
    name: { id: nameId, ...(nameEn ? { en: nameEn } : {}) },
    description: descriptionId ? { id: descriptionId, ...(descriptionEn ? { en: descriptionEn } : {}) } : null,
    attributes: readAttributes(category, a, before?.attributes ?? {}),
    nonHalal,
    madeToOrder: leadDays > 0,
    leadDays,
    stopSellingDays: before?.stopSellingDays ?? 0,
  };
}

function readAttributes(path: string, answers: Record<string, string | string[]>, before: Attributes): Attributes {
  const attributes: Attributes = {};
  const errors: FieldError[] = [];
  for (const field of leafCategory(path)?.fields ?? []) {
    const answer = answers[field.key];
    if (answer === undefined) {
      if (field.kind === 'flag' && before[field.key] !== undefined) attributes[field.key] = false;
      continue;
    }
    const value = read(field, answer, before[field.key]);
    if (value === null) errors.push({ pointer: `/a/${field.key}`, message: { id: 'Harus angka', en: 'Must be a number' } });
    else attributes[field.key] = value;
  }
  if (errors.length > 0) throw new InvalidInput(errors);
  return attributes;
}

function read(field: AttributeField, answer: string | string[], before: Attributes[string] | undefined): Attributes[string] | null {
  const [first = ''] = [answer].flat();
  switch (field.kind) {
    case 'text': {
      const same = typeof before === 'object' && !Array.isArray(before) && before.id === first.trim();
      return same ? before : { id: first.trim() };
    }
    case 'number':
      return decimalOf(first);
    case 'flag':
      return first === 'true';
    case 'choice':
      return field.several ? [answer].flat() : first;
  }
}

/** The fields of the form by what the catalogue calls them. */
export function productField(name: string): string {
  if (name === 'name') return 'nameId';
  if (name === 'description') return 'descriptionId';
  return name.startsWith('attributes.') ? `a.${name.slice('attributes.'.length)}` : name;
}
