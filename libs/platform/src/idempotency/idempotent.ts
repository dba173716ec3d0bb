import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * A route that asks for `Idempotency-Key` (design, section 4): the first 2xx answer to a key is kept and replayed.
 * The key is looked at after the guards and before the body is validated.
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: 'one random text for each thing to be done once', schema: { type: 'string', minLength: 1, maxLength: 255 } }),
  );
}
