import { Controller, Get, Param, Res } from '@nestjs/common';
import { Access, NotFound } from '#libs/platform';
import type { PageResponse } from './replies.interceptor.js';
import { assets } from './stylesheet.js';

/** The stylesheet and drawings; their names change with their content, so browsers may keep them for a year. */
@Controller('assets')
@Access('public')
export class AssetsController {
  @Get(':file')
  file(@Param('file') file: string, @Res({ passthrough: true }) response: PageResponse): Buffer {
    const asset = assets().files.get(file);
    if (!asset) throw new NotFound();
    response.status(200).header('content-type', asset.contentType).header('cache-control', 'public, max-age=31536000, immutable');
    return asset.bytes;
  }
}
