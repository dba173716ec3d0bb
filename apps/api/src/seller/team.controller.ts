import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNoContentResponse, ApiOkResponse, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { Team } from '#libs/shop';
import { TeamBody, TeamShape } from './shop.shapes.js';

@Controller('seller/shops/:shopId/members')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class TeamController {
  constructor(private readonly team: Team) {}

  @Get()
  @ApiOkResponse({ type: TeamShape })
  async list(@CurrentActor() actor: Actor, @Param('shopId') shopId: string): Promise<TeamShape> {
    return { items: await this.team.members(actor, shopId) };
  }

  /** Adds somebody who has an account, or gives them another role. For owners. */
  @Put()
  @ApiOkResponse({ type: TeamShape })
  @ApiUnprocessableEntityResponse({ description: '`no_such_person`' })
  @ApiConflictResponse({ description: '`last_owner`' })
  async add(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Body() { email, role }: TeamBody): Promise<TeamShape> {
    await this.team.add(actor, shopId, email, role);
    return this.list(actor, shopId);
  }

  /** For owners; the last one stays. */
  @Delete(':userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`last_owner`' })
  async remove(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('userId') userId: string): Promise<void> {
    await this.team.remove(actor, shopId, userId);
  }
}
