import { HttpException } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InvalidInput, NotFound, Problem, type FieldError } from '../problem.js';
import { inLocale, type Locale, type Words } from '../words.js';

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: { pointer: string; message: string }[];
  requestId: string | null;
  [extra: string]: unknown;
}

/** The RFC 9457 document of a refusal, in the reader's language. */
export function problemDocument(problem: Problem, locale: Locale, requestId: string | null): ProblemDocument {
  const { code, status, title, detail, errors, extra } = problem.spec;
  return {
    // First, so that no extra member can hide a standard one.
    ...extra,
    type: `https://kriyadesa.id/problems/${code.replaceAll('_', '-')}`,
    title: inLocale(title, locale),
    status,
    code,
    ...(detail ? { detail: inLocale(detail, locale) } : {}),
    ...(errors ? { errors: errors.map((e) => ({ pointer: e.pointer, message: inLocale(e.message, locale) })) } : {}),
    requestId,
  };
}

const UNAVAILABLE: Words = { id: 'Layanan sedang terganggu; silakan coba lagi sebentar lagi', en: 'The service is disturbed; please try again shortly' };
const STORAGE_FULL: Words = { id: 'Tempat penyimpanan berkas sedang penuh; silakan coba lagi nanti', en: 'There is no room for files at the moment; please try again later' };
const UNEXPECTED: Words = { id: 'Terjadi kesalahan di pihak kami', en: 'Something went wrong on our side' };

/** Any thrown thing as a problem; what nobody foresaw becomes a plain 500 or 503 that reveals nothing. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : fastifyStatus(thrown);
  if (status === 404) return new NotFound();
  if (status && status >= 400 && status < 500) return new Problem({ code: CODES[status] ?? 'bad_request', status, title: { id: 'Permintaan tidak dapat diterima', en: 'The request cannot be accepted' } });
  if (status === 503 || isOutage(thrown)) return new Problem({ code: 'unavailable', status: 503, title: UNAVAILABLE });
  if (isDiskFull(thrown)) return new Problem({ code: 'storage_full', status: 507, title: STORAGE_FULL });
  if (isBadValue(thrown)) return new Problem({ code: 'bad_request', status: 400, title: { id: 'Permintaan tidak dapat diterima', en: 'The request cannot be accepted' } });
  return new Problem({ code: 'internal', status: 500, title: UNEXPECTED });
}

const CODES: Record<number, string> = { 400: 'bad_request', 401: 'unauthenticated', 403: 'forbidden', 405: 'method_not_allowed', 406: 'not_acceptable', 409: 'conflict', 413: 'too_large', 415: 'unsupported_media_type', 422: 'unprocessable', 429: 'too_many_requests' };

function fastifyStatus(thrown: unknown): number | null {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

/** The database or queue is away: refused connections, shutdowns (57P0x), a database closed to connections (55000), exhausted pool, timeouts; or it undid our work so that others could go on (40…). */
function isOutage(thrown: unknown): boolean {
  const { code, message, cause, driverError } = (thrown ?? {}) as { code?: string; message?: string; cause?: unknown; driverError?: unknown };
  if (code && /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|57P0|57014|55000|08|40|53|25P03)/.test(code)) return true;
  if (message && /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|query runner (was )?already released|Cannot use a pool after|Connection is closed|cached plan must not change/i.test(message)) return true;
  return Boolean((cause && isOutage(cause)) || (driverError && isOutage(driverError)));
}

/** No room for a file, or past the quota; the database's own full disk is an outage. */
function isDiskFull(thrown: unknown): boolean {
  const code = (thrown as { code?: unknown } | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** A forged cursor, or a number that no column can hold, got past the edge: PostgreSQL's `data exception` for text, numbers and times. */
function isBadValue(thrown: unknown): boolean {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === 'string' && ['22P02', '22P05', '22003', '22007', '22008', '22021'].includes(code);
}

/** class-validator's findings as field errors with JSON pointers. */
export function invalidInput(findings: ValidationError[]): InvalidInput {
  return new InvalidInput(findings.flatMap((finding) => fieldErrors(finding, '')));
}

function fieldErrors(finding: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${finding.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const rule = Object.keys(finding.constraints ?? {})[0];
  const own = rule ? [{ pointer, message: inWords(rule, finding.constraints![rule]!) }] : [];
  return [...own, ...(finding.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** With the limit itself where there is one; class-validator tells it only at the end of its English sentence. */
function inWords(rule: string, sentence: string): Words {
  const known = RULES[rule];
  if (!known) return { id: 'Isian ini belum benar', en: sentence };
  const limit = /(\d+)( characters)?$/.exec(sentence)?.[1];
  const bound = BOUNDS[rule];
  return limit && bound ? { id: `${known.id}; ${bound.id.replace('#', limit)}`, en: `${known.en ?? known.id}; ${bound.en.replace('#', limit)}` } : known;
}

const BOUNDS: Record<string, Required<Words>> = {
  minLength: { id: 'paling sedikit # karakter', en: 'at least # characters' },
  maxLength: { id: 'paling banyak # karakter', en: 'at most # characters' },
  min: { id: 'paling kecil #', en: 'at least #' },
  max: { id: 'paling besar #', en: 'at most #' },
};

const RULES: Record<string, Words> = {
  whitelistValidation: { id: 'Isian ini tidak dikenal', en: 'This field is not known' },
  isDefined: { id: 'Wajib diisi', en: 'This is required' },
  minLength: { id: 'Terlalu pendek', en: 'Too short' },
  maxLength: { id: 'Terlalu panjang', en: 'Too long' },
  isInt: { id: 'Harus bilangan bulat', en: 'Must be a whole number' },
  min: { id: 'Terlalu kecil', en: 'Too small' },
  max: { id: 'Terlalu besar', en: 'Too large' },
  isEmail: { id: 'Alamat surel belum benar', en: 'This is not an e-mail address' },
  isIn: { id: 'Pilihan ini tidak ada', en: 'This is not one of the choices' },
  matches: { id: 'Bentuk isian belum benar', en: 'The form of this is not right' },
  isString: { id: 'Harus berupa teks', en: 'Must be text' },
  isBoolean: { id: 'Harus ya atau tidak', en: 'Must be true or false' },
  isArray: { id: 'Harus berupa daftar', en: 'Must be a list' },
  isObject: { id: 'Harus berupa objek', en: 'Must be an object' },
  id: { id: 'Kode tidak dikenal', en: 'This is not an id of that kind' },
};
