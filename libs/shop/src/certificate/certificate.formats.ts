import type { Words } from '#libs/platform';

export const CERTIFICATE_KINDS = ['nib', 'npwp', 'pirt', 'halal', 'bpom_md', 'sni', 'trademark', 'tkdn', 'gi', 'ovop'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export const CERTIFICATE_NAMES: Readonly<Record<CertificateKind, Required<Words>>> = {
  nib: { id: 'NIB', en: 'NIB (business registration)' },
  npwp: { id: 'NPWP', en: 'NPWP (tax registration)' },
  pirt: { id: 'P-IRT', en: 'P-IRT (home-industry food)' },
  halal: { id: 'halal', en: 'halal certificate' },
  bpom_md: { id: 'BPOM MD', en: 'BPOM MD registration' },
  sni: { id: 'SNI', en: 'SNI (national standard)' },
  trademark: { id: 'merek', en: 'trade mark' },
  tkdn: { id: 'TKDN', en: 'TKDN (domestic content)' },
  gi: { id: 'indikasi geografis', en: 'geographical indication' },
  ovop: { id: 'OVOP', en: 'OVOP award' },
};

export interface NumberFinding {
  /** Normalised: without the spaces and dots people type. */
  number: string;
  /** Why it cannot be such a number, or null. */
  problem: Words | null;
  /** What the reviewer should look at. */
  warnings: Words[];
  /** `2026-12-31`, when the number itself tells it. */
  expiresOn: string | null;
}

const problem = (id: string, en: string): Words => ({ id, en });

const FORMATS: Partial<Record<CertificateKind, { pattern: RegExp; message: Words }>> = {
  nib: { pattern: /^\d{13}$/, message: problem('NIB terdiri dari 13 angka', 'A NIB has 13 digits') },
  npwp: { pattern: /^\d{16}$/, message: problem('NPWP terdiri dari 16 angka', 'An NPWP has 16 digits') },
  // P-IRT: packaging (1-8), food type (2), province and regency (4), food (2), producer (4), year of expiry (2).
  pirt: { pattern: /^[1-8]\d{12}-?\d{2}$/, message: problem('P-IRT terdiri dari 15 angka, misalnya 2063306010072-31', 'A P-IRT number has 15 digits, such as 2063306010072-31') },
  halal: { pattern: /^ID\d{17}$/, message: problem('Nomor halal: ID diikuti 17 angka', 'A halal number is ID and 17 digits') },
  bpom_md: { pattern: /^MD\d{12,15}$/, message: problem('Nomor BPOM: MD diikuti 12 sampai 15 angka', 'A BPOM number is MD and 12 to 15 digits') },
};

/**
 * Checks a certificate's number as people type it. `regencyCode` (`33.06`) is the shop's: a P-IRT of another regency is worth a look, not wrong,
 * since numbers of the OSS era differ. Formats: domain facts B4; P-IRT numbering by BPOM HK.03.1.23.04.12.2205.
 */
export function readNumber(kind: CertificateKind, typed: string, today: string, regencyCode: string | null): NumberFinding {
  const number = typed.trim().toUpperCase().replace(/[\s.]/g, '');
  const format = FORMATS[kind];
  if (format && !format.pattern.test(number)) return { number, problem: format.message, warnings: [], expiresOn: null };
  if (kind !== 'pirt') return { number, problem: null, warnings: [], expiresOn: null };
  const digits = number.replace('-', '');
  const year = 2000 + Number(digits.slice(13));
  const warnings: Words[] = [];
  if (regencyCode && digits.slice(3, 7) !== regencyCode.replace('.', '')) warnings.push(problem('Kode kabupaten pada P-IRT berbeda dari alamat toko', 'The regency in the P-IRT number differs from the address of the shop'));
  const expired = year < Number(today.slice(0, 4));
  return {
    number: `${digits.slice(0, 13)}-${digits.slice(13)}`,
    problem: expired ? problem(`P-IRT ini habis masa berlakunya tahun ${year}`, `This P-IRT number expired in ${year}`) : null,
    warnings,
    expiresOn: `${year}-12-31`,
  };
}
