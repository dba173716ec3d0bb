import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Limited, NotFound } from '#libs/platform';
import { Regions } from '#libs/region';
import { AREA_READS } from './region.limits.js';
import { VillagePage, VillageQuery, villageShape, VillageShape } from './region.shapes.js';

@Controller('villages')
@ApiTags('region')
@Access('public')
@Limited(AREA_READS)
export class VillageController {
  constructor(private readonly regions: Regions) {}

  /** Exact names first; without words all villages by code. */
  @Get()
  @ApiOkResponse({ type: VillagePage })
  async list(@Query() { q, regency, limit = 20, cursor }: VillageQuery): Promise<VillagePage> {
    const { items, nextCursor } = await this.regions.search({ q, regency, limit, cursor });
    return { items: items.map(villageShape), nextCursor };
  }

  @Get(':code')
  @ApiOkResponse({ type: VillageShape })
  async get(@Param('code') code: string): Promise<VillageShape> {
    const village = await this.regions.village(code);
    if (!village) throw new NotFound();
    return villageShape(village);
  }
}
