import { InvalidInput, type FieldError, type Words } from '#libs/platform';
import type { Address } from './basket.view.js';

const WRONG: Words = { id: 'Bentuk isian belum benar', en: 'The form of this is not right' };

const SHAPES: { [Field in keyof Address]-?: { shape: RegExp; isRequired: boolean } } = {
  recipientName: { shape: /^.{2,100}$/su, isRequired: true },
  phone: { shape: /^\+[1-9]\d{7,14}$/, isRequired: true },
  line1: { shape: /^.{3,200}$/su, isRequired: true },
  rt: { shape: /^\d{1,3}$/, isRequired: false },
  rw: { shape: /^\d{1,3}$/, isRequired: false },
  villageCode: { shape: /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/, isRequired: true },
  postalCode: { shape: /^\d{5}$/, isRequired: false },
  landmark: { shape: /^.{1,200}$/su, isRequired: false },
};

/** The address with empty optional fields left out; InvalidInput names every field that cannot be right (pointers `/address/…`). */
export function checkedAddress(address: Address): Address {
  const errors: FieldError[] = [];
  const kept: Partial<Record<keyof Address, string>> = {};
  for (const [name, { shape, isRequired }] of Object.entries(SHAPES) as [keyof Address, { shape: RegExp; isRequired: boolean }][]) {
    const value = address[name]?.trim() ?? '';
    if (value === '' && !isRequired) continue;
    if (!shape.test(value)) errors.push({ pointer: `/address/${name}`, message: WRONG });
    kept[name] = value;
  }
  if (errors.length > 0) throw new InvalidInput(errors);
  return kept as Address;
}
