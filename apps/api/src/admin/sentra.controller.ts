import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, PageQuery } from '#libs/platform';
import { Sentras } from '#libs/shop';
import { SentraRowPage, SentraRowShape, SentraBody, SentraMemberBody, SentraMembersShape, SentraPatch } from './admin.shapes.js';

@Controller('admin/sentras')
@ApiTags('admin')
@ApiBearerAuth()
@Access('admin')
export class AdminSentraController {
  constructor(private readonly sentras: Sentras) {}

  /** By name. */
  @Get()
  @ApiOkResponse({ type: SentraRowPage })
  async list(@Query() query: PageQuery): Promise<SentraRowPage> {
    return this.sentras.list({}, query);
  }

  @Post()
  @ApiCreatedResponse({ type: SentraRowShape })
  @ApiUnprocessableEntityResponse({ description: '`unknown_village`' })
  async found(@CurrentActor() actor: Actor, @Body() { villageCodes, ...details }: SentraBody): Promise<SentraRowShape> {
    return this.sentras.get(await this.sentras.found(actor, details, villageCodes));
  }

  @Patch(':sentraId')
  @ApiOkResponse({ type: SentraRowShape })
  @ApiUnprocessableEntityResponse({ description: '`unknown_village`' })
  async edit(@CurrentActor() actor: Actor, @Param('sentraId') sentraId: string, @Body() { villageCodes, ...changes }: SentraPatch): Promise<SentraRowShape> {
    await this.sentras.edit(actor, sentraId, changes, villageCodes);
    return this.sentras.get(sentraId);
  }

  @Get(':sentraId/members')
  @ApiOkResponse({ type: SentraMembersShape })
  async members(@CurrentActor() actor: Actor, @Param('sentraId') sentraId: string): Promise<SentraMembersShape> {
    const members = await this.sentras.members(actor, sentraId);
    return { items: members.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toISOString() })) };
  }

  /** The shop leaves the sentra it was in. */
  @Put(':sentraId/members')
  @HttpCode(204)
  @ApiNoContentResponse()
  async add(@CurrentActor() actor: Actor, @Param('sentraId') sentraId: string, @Body() { shopId }: SentraMemberBody): Promise<void> {
    await this.sentras.addMember(actor, sentraId, shopId);
  }

  @Delete(':sentraId/members/:shopId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('sentraId') sentraId: string, @Param('shopId') shopId: string): Promise<void> {
    await this.sentras.removeMember(actor, sentraId, shopId);
  }
}
