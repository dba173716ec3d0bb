import type { Words } from '#libs/platform';

interface FieldBase {
  key: string;
  label: Words;
  /** Needed for publishing; a draft may lack it. */
  required?: boolean;
}

/** One thing to know about every product of a category. */
export type AttributeField =
  | (FieldBase & { kind: 'text'; maxLength: number })
  | (FieldBase & { kind: 'number'; unit: string; min: number; max: number; whole?: boolean })
  | (FieldBase & { kind: 'choice'; choices: readonly Choice[]; several?: boolean })
  | (FieldBase & { kind: 'flag' });

export interface Choice {
  value: string;
  label: Words;
}

/** A node of the category tree; products hang on leaves, whose schema is `fields`. */
export interface Category {
  /** `food/snack` */
  path: string;
  label: Words;
  fields: readonly AttributeField[];
  children: readonly Category[];
}

/** A text is Words, a number is in the field's unit, a choice is its value (a list when several), a flag is true or false. */
export type AttributeValue = Words | number | string | string[] | boolean;
export type Attributes = Record<string, AttributeValue>;
