import { ValidationPipe } from '@nestjs/common';
import { invalidInput } from './problem-document.js';

/** Whitelist on, unknown fields refused, nothing converted but what a field's own decorator converts. */
export function validation(): ValidationPipe {
  return new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true, exceptionFactory: invalidInput });
}
