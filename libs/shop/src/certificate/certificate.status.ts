export const CERTIFICATE_STATES = ['unverified', 'verified', 'rejected', 'expired'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export type CertificateStep = 'verify' | 'reject' | 'expire' | 'amend';

/** A verified certificate that turns out wrong may still be rejected. Amending asks for a new look. */
export const CERTIFICATE_STEPS: Readonly<Record<CertificateStep, { from: readonly CertificateState[]; to: CertificateState }>> = {
  verify: { from: ['unverified', 'rejected'], to: 'verified' },
  reject: { from: ['unverified', 'verified'], to: 'rejected' },
  expire: { from: ['verified'], to: 'expired' },
  amend: { from: ['unverified', 'rejected', 'expired'], to: 'unverified' },
};
