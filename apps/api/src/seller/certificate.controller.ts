import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConflictResponse, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Limited, PageQuery } from '#libs/platform';
import { CertificateFiles, Certificates } from '#libs/shop';
import { PICTURE_UPLOADS } from '../catalogue/catalogue.limits.js';
import { certificateDetails, certificatePage, handedIn } from './certificate.render.js';
import { CertificateBody, HandedInShape, SellerCertificatePage } from './certificate.shapes.js';
import { download } from './download.js';
import type { MultipartRequest } from './uploaded-photo.js';
import { uploadedScan } from './uploaded-scan.js';

@Controller('seller/shops/:shopId/certificates')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class SellerCertificateController {
  constructor(
    private readonly certificates: Certificates,
    private readonly files: CertificateFiles,
  ) {}

  @Get()
  @ApiOkResponse({ type: SellerCertificatePage })
  async list(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Query() page: PageQuery): Promise<SellerCertificatePage> {
    return certificatePage(await this.certificates.ofShop(actor, shopId, page));
  }

  /** Hands one in to be verified. A renewal is a new one with a later day of expiry. For owners. */
  @Post()
  @ApiCreatedResponse({ type: HandedInShape })
  @ApiConflictResponse({ description: '`certificate_taken`' })
  async add(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Body() body: CertificateBody): Promise<HandedInShape> {
    const { id, warnings } = await this.certificates.add(actor, shopId, certificateDetails(body), body.productIds ?? null);
    return handedIn(id, warnings, actor.locale);
  }

  /** Corrects one that is not verified; it is looked at again. For owners. */
  @Put(':certificateId')
  @ApiOkResponse({ type: HandedInShape })
  @ApiConflictResponse({ description: '`certificate_state_forbids`, `certificate_taken`' })
  async amend(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('certificateId') certificateId: string, @Body() body: CertificateBody): Promise<HandedInShape> {
    const { warnings } = await this.certificates.amend(actor, shopId, certificateId, certificateDetails(body), body.productIds ?? null);
    return handedIn(certificateId, warnings, actor.locale);
  }

  /** A scan: PDF, JPEG or PNG up to 8 MB. For owners. */
  @Post(':certificateId/files')
  @HttpCode(204)
  @Limited(PICTURE_UPLOADS)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ description: '`certificate_file_not_readable`' })
  @ApiConflictResponse({ description: '`certificate_files_full`' })
  async attach(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('certificateId') certificateId: string, @Req() request: MultipartRequest): Promise<void> {
    await this.files.attach(actor, shopId, certificateId, await uploadedScan(request));
  }

  @Get(':certificateId/files/:place')
  @ApiProduces('application/pdf', 'image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('certificateId') certificateId: string, @Param('place') place: string): Promise<StreamableFile> {
    return download(await this.files.read(actor, shopId, certificateId, Number(place)), `${certificateId}-${Number(place)}`);
  }
}
