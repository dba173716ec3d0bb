import { expect, test } from '@jest/globals';
import type { Logger } from 'pino';
import { QueryFailedError } from 'typeorm';
import { Config } from '../../../libs/platform/src/config.js';
import { loggingOptions } from '../../../libs/platform/src/observability/logging.js';
import { withRequestId } from '../../../libs/platform/src/request-context.js';

const lines: string[] = [];
const { pinoHttp } = loggingOptions(new Config({ SECRET: 'x', LOG_LEVEL: 'info' }), { write: (line) => void lines.push(line) });
const { logger } = pinoHttp as { logger: Logger };

function logged(write: () => void): Record<string, unknown> {
  lines.length = 0;
  write();
  return JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
}

test('every line carries the request id of what it belongs to', () => {
  expect(logged(() => withRequestId('req-1', () => logger.info('woven')))).toMatchObject({ level: 'info', msg: 'woven', requestId: 'req-1' });
  expect(logged(() => logger.info('woven'))).not.toHaveProperty('requestId');
});

test('secrets are struck out at the depths where they occur', () => {
  const secrets = { authorization: 'Bearer s3cret', cookie: 's3cret', 'set-auth-token': 's3cret', password: 's3cret', token: 's3cret', otp: 's3cret' };
  const line = logged(() => logger.info({ ...secrets, body: secrets, request: { headers: secrets } }, 'signed in'));
  expect(JSON.stringify(line)).not.toContain('s3cret');
  expect(line).toMatchObject({ password: '[secret]', body: { otp: '[secret]' }, request: { headers: { authorization: '[secret]' } } });
});

test('an error of the database says where, without the values of people', () => {
  const driverError = Object.assign(new Error('duplicate key value violates unique constraint "person_email"'), { code: '23505', detail: 'Key (email)=(anna@example.test) already exists.' });
  const line = logged(() => logger.error(new QueryFailedError('INSERT INTO identity.person VALUES ($1)', ['anna@example.test'], driverError), 'failed'));
  expect(line).toMatchObject({ msg: 'failed', err: { type: 'QueryFailedError', code: '23505', stack: expect.stringContaining('QueryFailedError') } });
  expect(JSON.stringify(line)).not.toContain('anna@example.test');
});
