import type { Locale } from '#libs/platform';
import { CERTIFICATE_NAMES, type CertificateKind } from '#libs/shop';

/** A kind of certificate as people know it, written as a heading; an unknown kind is shown as it is. */
export function certificateName(kind: string, locale: Locale): string {
  const name = CERTIFICATE_NAMES[kind as CertificateKind]?.[locale] ?? kind.toUpperCase();
  return name[0]!.toUpperCase() + name.slice(1);
}
