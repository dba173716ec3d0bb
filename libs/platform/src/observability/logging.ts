import type { Params } from 'nestjs-pino';
import pino from 'pino';
import { Config } from '../config.js';
import { currentRequestId } from '../request-context.js';

const SECRETS = ['authorization', 'cookie', 'set-cookie', 'set-auth-token', 'password', 'newPassword', 'token', 'otp', 'secret', 'databaseUrl', 'redisUrl', 's3Url', 'smtpUrl'];

/** JSON lines; each carries the id of the request that caused it, also in the jobs that follow it. */
export function loggingOptions(config: Config, destination?: pino.DestinationStream): Params {
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId ? { requestId } : {};
    },
    redact: { paths: ['', '*.', '*.*.'].flatMap((depth) => SECRETS.map((name) => (depth ? `${depth.slice(0, -1)}["${name}"]` : `["${name}"]`))), censor: '[secret]' },
    serializers: { err: plainError },
  } satisfies pino.LoggerOptions;
  const logger = destination ? pino(options, destination) : pino(options);
  // Lines about requests come from RequestLog, so no middleware is needed on any route.
  return { pinoHttp: { logger }, forRoutes: [] };
}

interface PlainError {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  cause?: PlainError;
}

/** Only what says where it broke: database errors carry their parameters and row values, which are people's data. */
export function plainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown) };
  const { code, cause, driverError } = thrown as Error & { code?: unknown; driverError?: unknown };
  const inner = cause ?? driverError;
  return {
    type: thrown.constructor.name,
    message: thrown.message,
    ...(thrown.stack ? { stack: thrown.stack } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(inner instanceof Error && inner !== thrown && inner.message !== thrown.message ? { cause: plainError(inner) } : {}),
  };
}
