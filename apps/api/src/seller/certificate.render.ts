import { inLocale, type Locale, type Page, type Words } from '#libs/platform';
import type { CertificateDetails, CertificateView } from '#libs/shop';
import type { CertificateBody, HandedInShape, SellerCertificatePage } from './certificate.shapes.js';

export function certificateDetails({ kind, number, holderName, issuer = null, issuedOn = null, expiresOn = null }: CertificateBody): CertificateDetails {
  return { kind, number, holderName, issuer, issuedOn, expiresOn };
}

export function certificatePage({ items, nextCursor }: Page<CertificateView>): SellerCertificatePage {
  return {
    items: items.map(({ decidedAt, createdAt, ...rest }) => ({ ...rest, decidedAt: decidedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() })),
    nextCursor,
  };
}

export function handedIn(id: string, warnings: Words[], locale: Locale): HandedInShape {
  return { id, warnings: warnings.map((words) => ({ pointer: '/number', message: inLocale(words, locale) })) };
}
