import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { integer, parseRupiah, phone, text, type FieldOptions } from '#libs/platform';

// The transforms run before validation; what they cannot read is left as typed, for the rule to refuse.

/** Whole rupiah as people type them: `125.000`, `Rp 125000`. */
export function rupiahText(options: FieldOptions = {}): PropertyDecorator {
  const read = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parseRupiah(value) ?? value) : value));
  return applyDecorators(read, integer(0, 10_000_000_000, options));
}

/** A telephone number as people type it in Indonesia: `0812-3456-7890` becomes `+6281234567890`. */
export function phoneText(options: FieldOptions = {}): PropertyDecorator {
  const read = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? internationalPhone(value) : value));
  return applyDecorators(read, phone(options));
}

export function internationalPhone(typed: string): string {
  const digits = typed.replace(/[\s().-]/g, '');
  if (digits.startsWith('0')) return `+62${digits.slice(1)}`;
  return digits.startsWith('62') ? `+${digits}` : digits;
}

/** A number with decimals as people type it here: `12,5` or `12.5`; answers text that is a number, or what was typed. */
export function decimalOf(typed: string): number | null {
  const bare = typed.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,3})?$/.test(bare) ? Number(bare) : null;
}

export function postalCode(options: FieldOptions = {}): PropertyDecorator {
  return text(5, 5, { ...options, pattern: /^\d{5}$/ });
}

/** A password, as it was typed: blanks at its ends belong to it. How long it must be is identity's business. */
export function password(): PropertyDecorator {
  return applyDecorators(IsString(), MinLength(1), MaxLength(500));
}
