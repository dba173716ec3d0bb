import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Limited, NotFound } from '#libs/platform';
import { Regions } from '#libs/region';
import { AREA_READS } from './region.limits.js';
import { AreaListShape, VillageListShape, villageShape } from './region.shapes.js';

@Controller()
@ApiTags('region')
@Access('public')
@Limited(AREA_READS)
export class AreaController {
  constructor(private readonly regions: Regions) {}

  @Get('provinces')
  @ApiOkResponse({ type: AreaListShape })
  async provinces(): Promise<AreaListShape> {
    return { items: await this.regions.provinces() };
  }

  @Get('provinces/:code/regencies')
  @ApiOkResponse({ type: AreaListShape })
  async regencies(@Param('code') code: string): Promise<AreaListShape> {
    return { items: some(await this.regions.regenciesOf(code)) };
  }

  @Get('regencies/:code/districts')
  @ApiOkResponse({ type: AreaListShape })
  async districts(@Param('code') code: string): Promise<AreaListShape> {
    return { items: some(await this.regions.districtsOf(code)) };
  }

  @Get('districts/:code/villages')
  @ApiOkResponse({ type: VillageListShape })
  async villages(@Param('code') code: string): Promise<VillageListShape> {
    return { items: some(await this.regions.villagesOf(code)).map(villageShape) };
  }
}

/** Every area has others in it; one that has none does not exist. */
function some<T>(items: T[]): T[] {
  if (items.length === 0) throw new NotFound();
  return items;
}
