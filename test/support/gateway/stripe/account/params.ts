import { StripeError } from './errors.js';

export type Params = { [name: string]: string | Params };

/** What a parameter may be: a kind of text, `{…}` with named parts, `[kind]` for 0, 1, 2…, or `'metadata'` for free names. */
export type Kind = 'text' | 'integer' | 'flag' | 'metadata' | { [part: string]: Kind } | [Kind];
export type Shape = { [name: string]: Kind };

/** Reads `a[b][0]=c` the way Stripe does; the same name twice, or a name that is both text and parts, is refused. */
export function readForm(text: string): Params {
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
    if (!path) throw new StripeError(400, 'invalid_request_error', { message: `Invalid parameter name: ${name}` });
    const parts = [path[1]!, ...[...path[2]!.matchAll(/\[([^[\]]*)\]/g)].map(([, part]) => part!)];
    let place = params;
    for (const part of parts.slice(0, -1)) {
      const next = (place[part] ??= {});
      if (typeof next === 'string') throw new StripeError(400, 'invalid_request_error', { message: `Invalid object: ${name}`, param: name });
      place = next;
    }
    const last = parts.at(-1)! || String(Object.keys(place).length);
    if (last in place) throw new StripeError(400, 'invalid_request_error', { message: `Duplicate parameter: ${name}`, param: name });
    place[last] = value;
  }
  return params;
}

/** Refuses what Stripe would: unknown names, and values that are not of their kind. */
export function check(params: Params, shape: Shape, within = ''): void {
  for (const [name, value] of Object.entries(params)) {
    const param = within ? `${within}[${name}]` : name;
    const kind = Object.hasOwn(shape, name) ? shape[name]! : undefined;
    if (!kind) throw new StripeError(400, 'invalid_request_error', { code: 'parameter_unknown', message: `Received unknown parameter: ${param}`, param });
    checkValue(value, kind, param);
  }
}

function checkValue(value: string | Params, kind: Kind, param: string): void {
  const refuse = (code: string, message: string) => new StripeError(400, 'invalid_request_error', { code, message, param });
  if (Array.isArray(kind)) {
    if (typeof value === 'string') throw refuse('parameter_invalid_array', 'Invalid array');
    for (const [index, part] of Object.entries(value)) {
      if (!/^\d+$/.test(index)) throw refuse('parameter_invalid_array', 'Invalid array');
      checkValue(part, kind[0], `${param}[${index}]`);
    }
  } else if (typeof kind === 'object') {
    if (typeof value === 'string') throw refuse('parameter_invalid_object', 'Invalid object');
    check(value, kind, param);
  } else if (kind === 'metadata') {
    const isSound = typeof value === 'object' && Object.entries(value).every(([key, text]) => key.length <= 40 && typeof text === 'string' && text.length <= 500);
    if (!isSound || Object.keys(value).length > 50) throw refuse('parameter_invalid', 'Invalid metadata');
  } else if (typeof value !== 'string') throw refuse('parameter_invalid_string', 'Invalid string');
  else if (kind === 'integer' && !/^-?\d{1,18}$/.test(value)) throw refuse('parameter_invalid_integer', `Invalid integer: ${value}`);
  else if (kind === 'flag' && value !== 'true' && value !== 'false') throw refuse('parameter_invalid', `Invalid boolean: ${value}`);
}

export function text(params: Params, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function required(params: Params, name: string, within = ''): string {
  const value = text(params, name);
  const param = within ? `${within}[${name}]` : name;
  if (!value) throw new StripeError(400, 'invalid_request_error', { code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
  return value;
}

export function part(params: Params, name: string): Params {
  const value = params[name];
  return typeof value === 'object' ? value : {};
}

export function metadata(params: Params): Record<string, string> {
  return { ...(part(params, 'metadata') as Record<string, string>) };
}
