import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Limited } from '#libs/platform';
import { Photos, type PhotoView } from '#libs/shop';
import { PICTURE_UPLOADS } from '../catalogue/catalogue.limits.js';
import { photoShape } from '../catalogue/catalogue.render.js';
import { PhotoShape } from '../catalogue/catalogue.shapes.js';
import { ArrangeBody, DescribeBody, PhotoListShape } from './photo.shapes.js';
import { uploadedPhoto, type MultipartRequest } from './uploaded-photo.js';

const UPLOAD = {
  type: 'object',
  required: ['photo'] as string[],
  properties: { photo: { type: 'string', format: 'binary' }, altId: { type: 'string', maxLength: 300 }, altEn: { type: 'string', maxLength: 300 } },
};

@Controller('seller/shops/:shopId/products/:productId/photos')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class PhotoController {
  constructor(private readonly photos: Photos) {}

  @Get()
  @ApiOkResponse({ type: PhotoListShape })
  async list(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string): Promise<PhotoListShape> {
    return listShape(await this.photos.of(actor, shopId, productId));
  }

  /** JPEG, PNG, WebP or AVIF up to 25 MB and 40 megapixels; kept re-encoded, without its place and camera. Comes last. */
  @Post()
  @Limited(PICTURE_UPLOADS)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: UPLOAD })
  @ApiCreatedResponse({ type: PhotoShape })
  @ApiUnprocessableEntityResponse({ description: '`photo_too_large` or `photo_not_readable`' })
  async add(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Req() request: MultipartRequest): Promise<PhotoShape> {
    const { bytes, alt } = await uploadedPhoto(request);
    return photoShape(await this.photos.add(actor, shopId, productId, bytes, alt));
  }

  /** All photos of the product in their new order; the first one stands in lists. */
  @Put()
  @ApiOkResponse({ type: PhotoListShape })
  async arrange(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Body() { photoIds }: ArrangeBody): Promise<PhotoListShape> {
    return listShape(await this.photos.arrange(actor, shopId, productId, photoIds));
  }

  /** Says what the photo shows, for those who cannot see it. */
  @Put(':photoId/alt')
  @HttpCode(204)
  @ApiNoContentResponse()
  async describe(
    @CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Param('photoId') photoId: string, @Body() { alt }: DescribeBody,
  ): Promise<void> {
    await this.photos.describe(actor, shopId, productId, photoId, alt);
  }

  @Delete(':photoId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('productId') productId: string, @Param('photoId') photoId: string): Promise<void> {
    await this.photos.remove(actor, shopId, productId, photoId);
  }
}

function listShape(photos: PhotoView[]): PhotoListShape {
  return { items: photos.map(photoShape) };
}
