import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IDEMPOTENT, IdempotencyInterceptor, type IdempotentRoute } from './idempotency.interceptor.js';

/**
 * A route that asks for `Idempotency-Key` (design, section 4): the first 2xx answer to a key is kept and replayed.
 * The key is looked at after the guards and before the body is validated. The handler runs in one transaction with the keeping of its answer,
 * so both are there or neither. `callsOutside`: a handler that waits for others cannot; it must itself find what a first try with that key committed.
 * `optional`: a request without a key is carried out as often as it is sent.
 */
export function Idempotent({ callsOutside = false, optional = false }: Partial<IdempotentRoute> = {}): MethodDecorator {
  return applyDecorators(
    SetMetadata(IDEMPOTENT, { callsOutside, optional } satisfies IdempotentRoute),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({ name: 'Idempotency-Key', required: !optional, description: 'one random text for each thing to be done once', schema: { type: 'string', minLength: 1, maxLength: 255 } }),
  );
}
