/** An error as Stripe writes it (https://docs.stripe.com/api/errors). */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly type: 'invalid_request_error' | 'card_error' | 'api_error' | 'idempotency_error',
    readonly details: { message: string; code?: string; param?: string },
    /** Whether it is the answer that the key keeps: errors of the work are, errors of the request are not. */
    readonly isKept = false,
  ) {
    super(details.message);
  }

  get body(): { error: object } {
    return { error: { type: this.type, ...this.details, ...(this.details.code ? { doc_url: `https://stripe.com/docs/error-codes/${this.details.code}` } : {}) } };
  }
}

export function missing(what: string, id: string): StripeError {
  return new StripeError(404, 'invalid_request_error', { code: 'resource_missing', message: `No such ${what}: '${id}'`, param: what === 'checkout.session' ? 'session' : 'id' });
}
