import type { Words } from '#libs/platform';
import type { CertificateKind } from './certificate.formats.js';

/** What a category asks of a product on the shelves, from a day on. A later rule is a new row here. */
export interface ListingGate {
  code: string;
  /** A node of the category tree; its leaves are meant too. */
  category: string;
  certificate: CertificateKind;
  /** A label on the product that does instead of the certificate. */
  orLabel: 'non_halal' | null;
  /** Both included; `2026-10-18`. */
  from: string;
  until: string | null;
  /** `block` keeps it off the shelves, `warn` only tells. */
  effect: 'block' | 'warn';
  message: Words;
}

export const LISTING_GATES: readonly ListingGate[] = [
  {
    // PP 42/2024 art. 160: food and drink of micro and small businesses, from 18 October 2026; what is not halal says so.
    code: 'halal', category: 'food', certificate: 'halal', orLabel: 'non_halal', from: '2026-10-18', until: null, effect: 'block',
    message: { id: 'Makanan dan minuman perlu sertifikat halal yang berlaku dan sudah diperiksa, atau keterangan tidak halal', en: 'Food and drink need a valid, verified halal certificate, or a non-halal label' },
  },
  {
    code: 'pirt', category: 'food/snack', certificate: 'pirt', orLabel: null, from: '2012-04-05', until: null, effect: 'warn',
    message: { id: 'Camilan olahan rumahan sebaiknya memiliki nomor P-IRT', en: 'Home-made snacks should have a P-IRT number' },
  },
];

/** The gates that stand before a category on a day. */
export function gatesOn(day: string, category: string, gates: readonly ListingGate[] = LISTING_GATES): ListingGate[] {
  return gates.filter((gate) => {
    const covers = category === gate.category || category.startsWith(`${gate.category}/`);
    return covers && gate.from <= day && (gate.until === null || day <= gate.until);
  });
}

/** Which of those gates the product does not pass. `certified` are the kinds of valid, verified certificates that cover it. */
export function gatesClosed(gates: readonly ListingGate[], product: { nonHalal: boolean }, certified: readonly string[]): ListingGate[] {
  return gates.filter((gate) => !certified.includes(gate.certificate) && !(gate.orLabel === 'non_halal' && product.nonHalal));
}
