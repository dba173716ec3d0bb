import { day, idOf, instant, integer, listOf, listOfText, oneOf, PageQuery, pageOf, text } from '#libs/platform';
import { CERTIFICATE_KINDS, CERTIFICATE_STATES, type CertificateKind, type CertificateState } from '#libs/shop';
import { MissingShape } from './product.shapes.js';

export class CertificateBody {
  @oneOf(CERTIFICATE_KINDS) kind!: CertificateKind;
  @text(1, 60, { example: 'ID00410000123450126' }) number!: string;
  @text(2, 120) holderName!: string;
  @text(0, 120, { optional: true, nullable: true }) issuer?: string | null;
  @day({ optional: true, nullable: true }) issuedOn?: string | null;
  @day({ optional: true, nullable: true, description: 'the last valid day; read from the number of a P-IRT; null has no end' }) expiresOn?: string | null;
  @listOfText(40, { optional: true, nullable: true, max: 500, description: 'the products it covers; absent or null: everything the shop sells' }) productIds?: string[] | null;
}

export class CertificateFileShape {
  @text(1, 100) contentType!: string;
  @integer(1, 100_000_000) byteSize!: number;
}

export class SellerCertificateShape {
  @idOf('crt') id!: string;
  @idOf('shp') shopId!: string;
  @text(1, 80) shopName!: string;
  @text(13, 13) shopVillageCode!: string;
  @oneOf(CERTIFICATE_KINDS) kind!: CertificateKind;
  @text(1, 60) number!: string;
  @text(1, 120) holderName!: string;
  @text(0, 120, { nullable: true }) issuer!: string | null;
  @day({ nullable: true }) issuedOn!: string | null;
  @day({ nullable: true }) expiresOn!: string | null;
  @oneOf(['shop', 'products']) scope!: 'shop' | 'products';
  @listOfText(40, { max: 1000 }) productIds!: string[];
  @listOf(() => CertificateFileShape, { description: 'each at `…/files/{place}`, counted from 0' }) files!: CertificateFileShape[];
  @oneOf(CERTIFICATE_STATES) state!: CertificateState;
  @text(0, 1000, { nullable: true, description: 'why it was rejected' }) stateReason!: string | null;
  @instant({ nullable: true }) decidedAt!: string | null;
  @instant() createdAt!: string;
}

export class SellerCertificatePage extends pageOf(SellerCertificateShape) {}

export class HandedInShape {
  @idOf('crt') id!: string;
  @listOf(() => MissingShape, { description: 'what the reviewer will look at' }) warnings!: MissingShape[];
}

export class CertificatesQuery extends PageQuery {
  @oneOf(CERTIFICATE_STATES, { optional: true }) state?: CertificateState;
}
