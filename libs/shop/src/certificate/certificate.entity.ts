import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InvalidInput, newId, type Id } from '#libs/platform';
import { CertificateExpired, CertificateStateForbids } from './certificate.errors.js';
import type { CertificateKind } from './certificate.formats.js';
import { CERTIFICATE_STEPS, type CertificateState, type CertificateStep } from './certificate.status.js';

/** What an owner may write about a certificate; nothing else. Days are `2026-11-22`. */
export interface CertificateDetails {
  kind: CertificateKind;
  number: string;
  holderName: string;
  issuer: string | null;
  issuedOn: string | null;
  /** The last day on which it is valid; null when it has no end, as halal certificates since Perppu 2/2022. */
  expiresOn: string | null;
}

const DETAILS = ['kind', 'number', 'holderName', 'issuer', 'issuedOn', 'expiresOn'] as const;

@Entity({ schema: 'shop', name: 'certificate' })
export class Certificate {
  @PrimaryColumn({ type: 'text' }) id!: Id<'crt'>;
  @Column({ type: 'text' }) shopId!: Id<'shp'>;
  @Column({ type: 'text' }) kind!: CertificateKind;
  @Column({ type: 'text' }) number!: string;
  @Column({ type: 'text' }) holderName!: string;
  @Column({ type: 'text', nullable: true }) issuer!: string | null;
  @Column({ type: 'date', nullable: true }) issuedOn!: string | null;
  @Column({ type: 'date', nullable: true }) expiresOn!: string | null;
  /** All products of the shop, or only the listed ones. */
  @Column({ type: 'text' }) scope!: 'shop' | 'products';
  @Column({ type: 'text' }) state!: CertificateState;
  @Column({ type: 'text', nullable: true }) stateReason!: string | null;
  @Column({ type: 'text', nullable: true }) decidedBy!: Id<'usr'> | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;

  static hand(shopId: Id<'shp'>, details: CertificateDetails, scope: 'shop' | 'products', now: Date): Certificate {
    const certificate = new Certificate();
    Object.assign(certificate, { id: newId('crt'), shopId, state: 'unverified', scope, stateReason: null, decidedBy: null, decidedAt: null, createdAt: now });
    certificate.write(details, now);
    return certificate;
  }

  /** Corrected by the owner; somebody has to look again. */
  amend(details: CertificateDetails, scope: 'shop' | 'products', now: Date): void {
    this.step('amend', null, now);
    this.scope = scope;
    this.write(details, now);
  }

  verify(by: Id<'usr'> | null, today: string, now: Date): void {
    if (this.expiresOn !== null && this.expiresOn < today) throw new CertificateExpired();
    this.step('verify', null, now);
    this.decided(by, now);
  }

  reject(by: Id<'usr'> | null, reason: string, now: Date): void {
    this.step('reject', reason, now);
    this.decided(by, now);
  }

  expire(now: Date): void {
    this.step('expire', null, now);
  }

  private write(details: CertificateDetails, now: Date): void {
    for (const key of DETAILS) Object.assign(this, { [key]: details[key] });
    const { issuedOn, expiresOn } = this;
    if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn) throw InvalidInput.at('/expiresOn', { id: 'Habis sebelum terbit', en: 'It expires before it was issued' });
    this.updatedAt = now;
  }

  private decided(by: Id<'usr'> | null, now: Date): void {
    this.decidedBy = by;
    this.decidedAt = now;
  }

  private step(step: CertificateStep, reason: string | null, now: Date): void {
    if (!CERTIFICATE_STEPS[step].from.includes(this.state)) throw new CertificateStateForbids(this.state);
    this.state = CERTIFICATE_STEPS[step].to;
    this.stateReason = reason;
    this.updatedAt = now;
  }
}
