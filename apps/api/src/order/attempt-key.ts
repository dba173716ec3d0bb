import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** The Idempotency-Key of the request, for verbs that must find again what a first try committed before it was cut off. */
export const AttemptKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const key = context.switchToHttp().getRequest<{ headers: Record<string, string | string[] | undefined> }>().headers['idempotency-key'];
  return typeof key === 'string' ? key : null;
});
