import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Books } from './books.js';
import type { Mischief } from './mischief.js';
import { newCharge, newIntent, now, type Charge, type Intent, type Session } from './objects.js';

const OUTCOMES = ['paid', 'declined', 'processing'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** The hosted pay page, `/c/pay/{session}`: one form whose outcome the tester chooses. Answers whether the request was for it. */
export function payPage(books: Books, mischief: Mischief): (request: IncomingMessage, response: ServerResponse, body: string) => boolean {
  return (request, response, body) => {
    const found = /^\/c\/pay\/(cs_\w+)$/.exec(request.url ?? '');
    if (!found) return false;
    const session = books.session(found[1]!);
    const html = (status: number, text: string) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>Stand-in</title>${text}`);
    const outcome = new URLSearchParams(body).get('outcome') as Outcome;
    if (!session) html(404, '<p>No such page</p>');
    else if (session.status !== 'open' || session.expires_at <= now()) html(410, '<p>You’re all done here, or this page has expired.</p>');
    else if (request.method !== 'POST') html(200, `<form method="post">${OUTCOMES.map((name) => `<button name="outcome" value="${name}">${name}</button>`).join('')}</form>`);
    else if (!OUTCOMES.includes(outcome)) html(400, '<p>Choose</p>');
    else {
      pay(books, session, outcome);
      if (mischief.take('cutPage')) response.destroy();
      else if (outcome === 'declined') html(200, '<p>Your card was declined.</p>');
      else response.writeHead(303, { location: session.success_url }).end();
    }
    return true;
  };
}

function pay(books: Books, session: Session, outcome: Outcome): void {
  const intent = books.intent(session.payment_intent) ?? newIntent(session);
  if (outcome === 'processing') {
    const waiting: Intent = { ...intent, status: 'processing' };
    const complete: Session = { ...session, status: 'complete', payment_intent: intent.id };
    return books.record([waiting, complete], [['payment_intent.processing', waiting], ['checkout.session.completed', complete]]);
  }
  if (outcome === 'declined') {
    const charge = chargeOf(intent, 'failed');
    const declined: Intent = { ...intent, latest_charge: charge.id };
    return books.record([charge, declined, { ...session, payment_intent: intent.id }], [['charge.failed', charge], ['payment_intent.payment_failed', declined]]);
  }
  succeed(books, { ...session, status: 'complete' }, intent, 'checkout.session.completed');
}

/** A slow payment's end: the money came, or it did not. */
export function finish(books: Books, session: Session, outcome: 'succeeded' | 'failed'): void {
  const intent = books.intent(session.payment_intent);
  if (intent?.status !== 'processing') throw new Error(`${session.id} waits for nothing`);
  if (outcome === 'succeeded') return succeed(books, session, intent, 'checkout.session.async_payment_succeeded');
  const failed: Intent = { ...intent, status: 'requires_payment_method' };
  books.record([failed], [['payment_intent.payment_failed', failed], ['checkout.session.async_payment_failed', session]]);
}

function succeed(books: Books, session: Session, intent: Intent, told: string): void {
  const charge = chargeOf(intent, 'succeeded');
  const paid: Intent = { ...intent, status: 'succeeded', amount_received: intent.amount, latest_charge: charge.id };
  const complete: Session = { ...session, payment_status: 'paid', payment_intent: intent.id };
  books.record([charge, paid, complete], [['charge.succeeded', charge], ['payment_intent.succeeded', paid], [told, complete]]);
}

function chargeOf({ id, amount, currency, metadata }: Intent, status: Charge['status']): Charge {
  return newCharge({ amount, currency, metadata, intent: id, status });
}
