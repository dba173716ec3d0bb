import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Limited } from '#libs/platform';
import { Sentras } from '#libs/shop';
import { CATALOGUE_READS } from '../catalogue/catalogue.limits.js';
import { SentraRowPage } from '../admin/admin.shapes.js';
import { SentrasQuery } from './sentra-list.shapes.js';

@Controller('sentras')
@ApiTags('catalogue')
@Access('public')
@Limited(CATALOGUE_READS)
export class SentraListController {
  constructor(private readonly sentras: Sentras) {}

  /** Sentra, clusters and kampung by name; each one is at `/sentras/{slug}`. */
  @Get()
  @ApiOkResponse({ type: SentraRowPage })
  async list(@Query() { village, ...page }: SentrasQuery): Promise<SentraRowPage> {
    return this.sentras.list({ ...(village ? { villageCode: village } : {}) }, page);
  }
}
