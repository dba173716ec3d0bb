import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { CertificateFiles, Certificates } from '#libs/shop';
import { certificatePage } from '../seller/certificate.render.js';
import { CertificatesQuery, SellerCertificatePage } from '../seller/certificate.shapes.js';
import { download } from '../seller/download.js';
import { DecisionBody } from './admin.shapes.js';

@Controller('admin/certificates')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class CertificateReviewController {
  constructor(
    private readonly certificates: Certificates,
    private readonly files: CertificateFiles,
  ) {}

  /** Oldest first; `state=unverified` waits for you. */
  @Get()
  @ApiOkResponse({ type: SellerCertificatePage })
  async list(@CurrentActor() actor: Actor, @Query() query: CertificatesQuery): Promise<SellerCertificatePage> {
    return certificatePage(await this.certificates.list(actor, { ...(query.state ? { state: query.state } : {}) }, query));
  }

  @Get(':certificateId/files/:place')
  @ApiProduces('application/pdf', 'image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(@CurrentActor() actor: Actor, @Param('certificateId') certificateId: string, @Param('place') place: string): Promise<StreamableFile> {
    return download(await this.files.inspect(actor, certificateId, Number(place)), `${certificateId}-${Number(place)}`);
  }

  @Post(':certificateId/verification')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`certificate_state_forbids`, `certificate_expired`' })
  async verify(@CurrentActor() actor: Actor, @Param('certificateId') certificateId: string): Promise<void> {
    await this.certificates.verify(actor, certificateId);
  }

  /** Also of one that was verified: what needed it leaves the shelves. */
  @Post(':certificateId/rejection')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`certificate_state_forbids`' })
  async reject(@CurrentActor() actor: Actor, @Param('certificateId') certificateId: string, @Body() { reason }: DecisionBody): Promise<void> {
    await this.certificates.reject(actor, certificateId, reason);
  }
}
