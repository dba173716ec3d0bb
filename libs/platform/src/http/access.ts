import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../actor.js';

/**
 * Who may call a route at all. What they may touch is the verb's business:
 * `public` anyone · `signed-in` a person · `admin` an admin · `shop` a member of the shop in `:shopId`.
 * A route without the mark does not boot.
 */
export type AccessLevel = 'public' | 'signed-in' | 'admin' | 'shop';

export const ACCESS = 'access';
export const Access = (level: AccessLevel) => SetMetadata(ACCESS, level);

/** Where the identity guard leaves the actor. */
export interface ActedRequest {
  actor?: Actor;
}

/** The actor of the request: `place(@CurrentActor() actor: Actor)`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<ActedRequest>().actor;
  if (!actor) throw new Error('no guard has named the actor');
  return actor;
});
