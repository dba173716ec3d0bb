import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor } from '#libs/platform';
import { MeShape } from './identity.shapes.js';

@Controller('me')
@ApiTags('identity')
@ApiBearerAuth()
export class MeController {
  /** Who is signed in, and for what they may act. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: MeShape })
  me(@CurrentActor() actor: Actor): MeShape {
    const { name, email, roles, memberships } = actor;
    return { id: actor.requireSignedIn(), name: name ?? '', email: email ?? '', roles: [...roles], memberships: [...memberships] };
  }
}
