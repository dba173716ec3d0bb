import { TooManyRequests, type Limit, type RateLimits } from '#libs/platform';

interface Rule {
  window: number;
  max: number;
}

/** Per address; a village shares one address behind its provider, so these stop machines rather than people. */
export const ADDRESS_RULES: Record<string, Rule> = {
  '/sign-in/*': { window: 60, max: 20 },
  '/sign-up/*': { window: 60, max: 10 },
  '/request-password-reset': { window: 60, max: 5 },
  '/reset-password': { window: 60, max: 10 },
  '/phone-number/send-otp': { window: 60, max: 5 },
  '/phone-number/verify': { window: 60, max: 10 },
  '/two-factor/*': { window: 60, max: 10 },
  '/change-password': { window: 60, max: 10 },
  '/verify-password': { window: 60, max: 10 },
};

/** Everything else below `/api/auth`. */
export const ADDRESS_DEFAULT: Rule = { window: 10, max: 100 };

/** Per account, wherever the tries come from; counted over all processes. A right password clears the first. */
export const ACCOUNT_LIMITS: Record<string, { field: 'email' | 'phoneNumber'; limit: Limit }> = {
  '/sign-in/email': { field: 'email', limit: { name: 'auth.password', times: 10, seconds: 900, shared: true } },
  '/request-password-reset': { field: 'email', limit: { name: 'auth.reset', times: 3, seconds: 900, shared: true } },
  '/phone-number/send-otp': { field: 'phoneNumber', limit: { name: 'auth.otp', times: 3, seconds: 600, shared: true } },
};

/** Lets the engine count with the platform's limits, which apply RATE_LIMIT_FACTOR. */
export function limitStorage(limits: RateLimits) {
  return {
    consume: async (key: string, rule: Rule): Promise<{ allowed: boolean; retryAfter: number | null }> => {
      try {
        await limits.take({ name: `auth.address.${rule.max}.${rule.window}`, times: rule.max, seconds: rule.window }, key);
        return { allowed: true, retryAfter: null };
      } catch (refusal) {
        if (refusal instanceof TooManyRequests) return { allowed: false, retryAfter: refusal.retryAfterSeconds };
        throw refusal;
      }
    },
  };
}

/** Counts one try against the account that the body names; null when it names none. */
export function accountLimit(path: string | undefined, body: unknown): { limit: Limit; key: string } | null {
  const rule = ACCOUNT_LIMITS[path ?? ''];
  const named = rule && (body as Record<string, unknown> | null | undefined)?.[rule.field];
  return rule && typeof named === 'string' ? { limit: rule.limit, key: named.trim().toLowerCase() } : null;
}
