import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { CALLS_OUTSIDE, IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * A route that asks for `Idempotency-Key` (design, section 4): the first 2xx answer to a key is kept and replayed.
 * The key is looked at after the guards and before the body is validated. The handler runs in one transaction with the keeping of its answer,
 * so both are there or neither. `callsOutside`: a handler that waits for others cannot; it must itself find what a first try with that key committed.
 */
export function Idempotent({ callsOutside = false }: { callsOutside?: boolean } = {}): MethodDecorator {
  return applyDecorators(
    SetMetadata(CALLS_OUTSIDE, callsOutside),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: 'one random text for each thing to be done once', schema: { type: 'string', minLength: 1, maxLength: 255 } }),
  );
}
