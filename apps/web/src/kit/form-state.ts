import { inLocale, validation, type Locale, Problem } from '#libs/platform';
import { show, type Reply } from './reply.js';
import type { View } from './view.js';

export type Typed = Record<string, string | string[] | undefined>;

/** What a form shows again: everything typed, errors by field name, and what concerns the whole. */
export interface FormState {
  typed: Typed;
  errors: Record<string, string>;
  refusal?: string;
  /** Members of the problem that a page may use, for example the new total. */
  extra?: Record<string, unknown>;
  code?: string;
}

export function emptyForm(typed: Typed = {}): FormState {
  return { typed, errors: {} };
}

type Class<T> = new () => T;

const pipe = validation();

/** The validated form; throws InvalidInput with a pointer per field. Unknown fields are refused. */
export async function readForm<T extends object>(shape: Class<T>, body: unknown): Promise<T> {
  return (await pipe.transform(nest(withoutBlanks(typedIn(body))), { type: 'body', metatype: shape })) as T;
}

/**
 * A form post: validates, acts, and shows the form again with its errors when something is refused.
 * What the reader cannot mend in the form (not found, not signed in, our own faults) goes on to the problem page.
 */
export async function submit<T extends object>(
  shape: Class<T>,
  body: unknown,
  locale: Locale,
  act: (form: T) => Promise<Reply>,
  again: (form: FormState) => View | Promise<View>,
): Promise<Reply> {
  try {
    return await act(await readForm(shape, body));
  } catch (thrown) {
    if (!(thrown instanceof Problem) || ![400, 409, 422, 429].includes(thrown.status)) throw thrown;
    return show(await again(refusedForm(typedIn(body), thrown, locale)), { status: thrown.status });
  }
}

/** The form as it was typed, with the problem laid beside its fields. */
export function refusedForm(typed: Typed, problem: Problem, locale: Locale): FormState {
  const { errors = [], title, detail, extra, code } = problem.spec;
  const byField = Object.fromEntries(errors.map((error) => [fieldName(error.pointer), inLocale(error.message, locale)]));
  const refusal = inLocale(detail ?? title, locale);
  return { typed, errors: byField, refusal, code, ...(extra ? { extra } : {}) };
}

/** `/address/phone` -> `address.phone`, the name of the form field. */
function fieldName(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The text fields of a form body; passwords are never sent back. */
export function typedIn(body: unknown): Typed {
  const typed: Typed = {};
  if (typeof body !== 'object' || body === null) return typed;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') typed[name] = value;
    else if (Array.isArray(value)) typed[name] = value.filter((each): each is string => typeof each === 'string');
  }
  return typed;
}

/** A field left empty is a field not given. */
function withoutBlanks(typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''));
}

/** `delivery.shp_…` -> `{ delivery: { shp_…: … } }`; objects without a prototype, so that no name is special. */
function nest(typed: Typed): Record<string, unknown> {
  const whole = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(typed)) {
    const [head, ...rest] = name.split('.');
    if (rest.length === 0) {
      whole[name] = value;
      continue;
    }
    const known = whole[head!];
    const part =
      typeof known === 'object' && known !== null && !Array.isArray(known)
        ? (known as Record<string, unknown>)
        : (Object.create(null) as Record<string, unknown>);
    part[rest.join('.')] = value;
    whole[head!] = part;
  }
  return whole;
}
