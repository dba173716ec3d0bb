import { APIError, createAuthMiddleware } from 'better-auth/api';
import { TooManyRequests, type RateLimits } from '#libs/platform';
import { accountLimit } from './auth-limits.js';

const CONTROL = /\p{Cc}/u;

/** The language a person reads; the only field of ours that a client may set. */
export const localeField = {
  type: 'string' as const,
  required: false,
  defaultValue: 'id',
  validator: {
    input: {
      '~standard': {
        version: 1 as const,
        vendor: 'kriyadesa',
        validate: (value: unknown) => (value === 'id' || value === 'en' ? { value } : { issues: [{ message: 'locale must be id or en' }] }),
      },
    },
  },
};

/** Names and addresses as the tables take them; pictures are not ours to link to. */
export async function personBeforeWrite<Person extends { name?: string; email?: string; image?: string | null }>(person: Person): Promise<{ data: Person }> {
  const data = { ...person };
  if (typeof data.name === 'string') {
    data.name = data.name.trim();
    if (data.name.length < 1 || data.name.length > 200 || CONTROL.test(data.name)) throw badInput('name must have 1 to 200 characters');
  }
  if (data.email && data.email.length > 254) throw badInput('email is too long');
  if ('image' in data) data.image = null;
  return { data };
}

function badInput(message: string): APIError {
  return APIError.from('BAD_REQUEST', { code: 'INVALID_INPUT', message });
}

/** Before each request that names an account: one more try, whoever sends it. */
export function countAccountTry(limits: RateLimits) {
  return createAuthMiddleware(async (ctx) => {
    const limit = accountLimit(ctx.path, ctx.body);
    if (!limit) return;
    try {
      await limits.take(limit.limit, limit.key);
    } catch (refusal) {
      if (!(refusal instanceof TooManyRequests)) throw refusal;
      throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: 'Too many requests. Please try again later.' }, { 'x-retry-after': String(refusal.retryAfterSeconds) });
    }
  });
}

/** After a right password the tries are forgotten, and the session that the browser had before ends. */
export function settleSignIn(limits: RateLimits) {
  return createAuthMiddleware(async (ctx) => {
    const session = ctx.context.newSession;
    if (!session) return;
    const limit = ctx.path === '/sign-in/email' ? accountLimit(ctx.path, ctx.body) : null;
    if (limit) await limits.forget(limit.limit, limit.key);
    const before = ctx.headers?.has('authorization') ? null : await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
    if (before && before !== session.session.token) await ctx.context.internalAdapter.deleteSession(before);
  });
}

/** A code by telephone is one factor: who has set a second one signs in with the password. */
export async function refuseSecondFactorByPhone({ user }: { user: object }, ctx?: { body?: { updatePhoneNumber?: boolean } }): Promise<void> {
  const hasSecond = (user as { twoFactorEnabled?: boolean | null }).twoFactorEnabled === true;
  if (hasSecond && !ctx?.body?.updatePhoneNumber) throw APIError.from('FORBIDDEN', { code: 'SECOND_FACTOR_REQUIRED', message: 'Sign in with your password and second factor' });
}
