import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access, Limited } from '#libs/platform';
import { PhotoSizes } from '#libs/shop';
import { PICTURE_READS } from './catalogue.limits.js';

interface Reply {
  status(code: number): Reply;
  headers(values: Record<string, string>): Reply;
  send(body?: Buffer): unknown;
}

@Controller('photos')
@ApiTags('catalogue')
@Access('public')
@Limited(PICTURE_READS)
export class PictureController {
  constructor(private readonly sizes: PhotoSizes) {}

  /** A photo 320, 640 or 1280 px wide: `640.avif`, `640.webp`. It never changes under its address. */
  @Get(':id/:file')
  @ApiProduces('image/avif', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiNotModifiedResponse()
  async get(@Param('id') id: string, @Param('file') file: string, @Headers('if-none-match') known: string | undefined, @Res() reply: Reply): Promise<void> {
    const { bytes, contentType, etag } = await this.sizes.get(id, file);
    reply.headers({ etag, 'cache-control': 'public, max-age=31536000, immutable' });
    if (known?.split(/\s*,\s*/).some((each) => each.replace(/^W\//, '') === etag)) await reply.status(304).send();
    else await reply.headers({ 'content-type': contentType, 'x-content-type-options': 'nosniff' }).send(bytes);
  }
}
