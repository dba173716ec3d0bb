import { applyDecorators, Injectable, SetMetadata, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ActedRequest } from '../http/access.js';
import { RateLimits, type Limit } from './rate-limits.js';

const LIMIT = 'limit';

@Injectable()
class LimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const limit = this.reflector.getAllAndOverride<Limit>(LIMIT, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<ActedRequest & { ip: string }>();
    await this.limits.take(limit, request.actor?.userId ?? request.ip);
    return true;
  }
}

/** A route or controller with a limit per person, or per address for guests. */
export function Limited(limit: Limit): ClassDecorator & MethodDecorator {
  return applyDecorators(SetMetadata(LIMIT, limit), UseGuards(LimitGuard));
}
