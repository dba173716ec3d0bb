import type { StripeConfig } from '#libs/platform';
import { Stripe } from 'stripe';
import { GatewayRefused, GatewayUnavailable } from '../gateway/gateway.js';

/** The version that our mapping was written for; an account's own default must not change what we read. */
const API_VERSION = '2026-10-28.endive';
// A buyer waits for these calls; with our own work the answer must be there within 10 s, retries included.
const DEADLINE_MS = 8_000;
const TRY_MS = 7_000;
/** Nobody waits for a page of a list. */
const PAGE_MS = 60_000;
const PAGE_SETTINGS = { timeout: 25_000, maxNetworkRetries: 2 };

export function stripeClient({ secretKey, apiBase }: StripeConfig): Stripe {
  const { protocol, hostname, port } = new URL(apiBase);
  const isInsecure = protocol === 'http:';
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    protocol: isInsecure ? 'http' : 'https',
    host: hostname,
    port: port || (isInsecure ? 80 : 443),
    timeout: TRY_MS,
    // Every POST carries our key, so a second try never does a thing twice.
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

/** One call to Stripe, with the errors of the port: GatewayUnavailable when nobody knows, GatewayRefused for a definite no. */
export async function ask<T>(call: () => Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new GatewayUnavailable(`no answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    // The SDK's own timeout starts anew with every byte and every try; this one does not.
    return await Promise.race([call(), tooLate]);
  } catch (error) {
    throw asGatewayError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** As `ask`, but null for what Stripe has never heard of. */
export function find<T>(call: () => Promise<T>): Promise<T | null> {
  return ask(() =>
    call().catch((error: unknown) => {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
      throw error;
    }),
  );
}

/** Everything of a list, a page in memory at a time. */
export async function* each<T>(list: (settings: { timeout: number; maxNetworkRetries: number }) => AsyncIterable<T>): AsyncGenerator<T> {
  const items = list(PAGE_SETTINGS)[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await ask(() => items.next().catch(withoutSense), PAGE_MS);
    if (done) return;
    yield value;
  }
}

/** Something else than was asked for: it says nothing about the money, and the same is asked again later. */
export class SenselessAnswer extends GatewayUnavailable {
  constructor(cause?: unknown) {
    super('an answer without sense', { cause });
  }
}

/** The SDK's own complaint about a page that is none. */
function withoutSense(thrown: unknown): never {
  throw thrown instanceof Stripe.errors.StripeError ? thrown : new SenselessAnswer(thrown);
}

/**
 * 400, 402 and 404 are answers. Whatever else Stripe says, or fails to say, tells nothing about the payment: no connection, 429, 5xx,
 * 409 while another call with the key is under way, and 401 or 403, which are about our own key. The same key with another body
 * (`idempotency_error`) means that there may be a payment already: that is no refusal either.
 */
function asGatewayError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { type, code, statusCode, requestId } = error;
  const said = [statusCode ?? 'no answer', code ?? type, error.param, requestId].filter(Boolean).join(' ');
  const isAnswer = error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError;
  return isAnswer ? new GatewayRefused(said, { cause: error }) : new GatewayUnavailable(said, { cause: error });
}
