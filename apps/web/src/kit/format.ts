import type { Locale } from '#libs/platform';

export type Zone = 'WIB' | 'WITA' | 'WIT';

const IANA: Record<Zone, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };
const TAGS: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: Locale, zone: Zone, kind: 'day' | 'instant'): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${kind}`;
  const known = formats.get(key);
  if (known) return known;
  const time = kind === 'instant' ? ({ hour: '2-digit', minute: '2-digit' } as const) : {};
  const made = new Intl.DateTimeFormat(TAGS[locale], { timeZone: IANA[zone], day: 'numeric', month: 'short', year: 'numeric', ...time });
  formats.set(key, made);
  return made;
}

/** `22 Nov 2026, 12.00 WIB` */
export function instantIn(locale: Locale, at: Date | string, zone: Zone = 'WIB'): string {
  return `${formatOf(locale, zone, 'instant').format(new Date(at))} ${zone}`;
}

/** `22 Nov 2026` */
export function dayIn(locale: Locale, at: Date | string, zone: Zone = 'WIB'): string {
  return formatOf(locale, zone, 'day').format(new Date(at));
}

/** `1.250` or `1,250`. */
export function countIn(locale: Locale, count: number): string {
  return count.toLocaleString(TAGS[locale]);
}

/** Pieces as people say them: `3`, or `1,5 meter` for a step of half a metre bought three times. */
export function quantityIn(locale: Locale, quantity: number, unit: { code: string; step: number }): string {
  const total = countIn(locale, quantity * unit.step);
  return unit.code === 'PCS' ? total : `${total} ${unitIn(locale, unit.code)}`;
}

const UNITS: Record<Locale, Record<string, string>> = {
  id: { PCS: 'buah', LEMBAR: 'lembar', METER: 'meter', SET: 'set', PASANG: 'pasang' },
  en: { PCS: 'piece', LEMBAR: 'sheet', METER: 'metre', SET: 'set', PASANG: 'pair' },
};

export function unitIn(locale: Locale, code: string): string {
  return UNITS[locale][code] ?? code.toLowerCase();
}
