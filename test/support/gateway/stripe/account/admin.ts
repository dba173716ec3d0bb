import { expire } from './api.js';
import type { Books } from './books.js';
import type { Mischief } from './mischief.js';
import { newCharge, type Charge, type Event, type Refund, type Session } from './objects.js';
import { finish } from './page.js';
import type { Heard } from './server.js';
import type { Telling } from './telling.js';

export type Admin = (path: string, body: Record<string, unknown>) => unknown;

/** What only the tester may do, below `/admin/`: no part of Stripe's API. */
export function adminOf(books: Books, mischief: Mischief, telling: Telling, heard: Heard[]): Admin {
  return (path, body) => {
    const [, , verb, id = '', wanted = ''] = path.split('/');
    switch (verb) {
      case 'mischief':
        mischief.set(body);
        return {};
      case 'harmless':
        mischief.harmless();
        return {};
      case 'webhook':
        telling.url = body['url'] as string | null;
        return {};
      case 'listening':
        return { isConnected: telling.listener !== null };
      case 'heard':
        return heard;
      case 'books':
        return { sessions: books.all<Session>('checkout.session'), charges: books.all<Charge>('charge'), refunds: books.all<Refund>('refund'), events: [...books.events.values()], untold: books.untold.size };
      case 'about':
        return about(books, id);
      case 'shrink':
      case 'mend':
        return received(books, id, verb === 'mend');
      case 'drain': {
        const charge = books.charge(id)!;
        books.record([{ ...charge, amount_refunded: charge.amount_captured }]);
        return {};
      }
      case 'forget':
        books.forget(id);
        return {};
      case 'untold':
        return { untold: books.untold.size };
      case 'expire':
        return expire(books, id);
      case 'finish':
        finish(books, books.session(id)!, wanted as 'succeeded' | 'failed');
        return {};
      case 'refund':
        return turn(books, id, wanted as Refund['status']);
      case 'charge': {
        const charge = newCharge({ amount: body['amount'] as number, currency: (body['currency'] as string | undefined) ?? 'idr', metadata: (body['metadata'] as Record<string, string> | undefined) ?? {}, intent: null, status: 'succeeded' });
        books.record([{ ...charge, created: (body['created'] as number | undefined) ?? charge.created }], [['charge.succeeded', charge]]);
        return charge;
      }
      default:
        throw new Error(`unknown: ${path}`);
    }
  };
}

/** What belongs to one attempt of the shop's, by its key. */
function about(books: Books, key: string): { events: Event[]; refunds: Refund[] } {
  const isIts = ({ metadata }: { metadata: Record<string, string> }) => metadata['kriyadesa_charge'] === key;
  return { events: [...books.events.values()].filter(({ data }) => isIts(data.object)), refunds: books.all<Refund>('refund').filter(isIts) };
}

/** Makes a session's payment have received a rupiah less than was asked for, or all of it again. */
function received(books: Books, sessionId: string, isAll: boolean): Session {
  const session = books.session(sessionId)!;
  const intent = books.intent(session.payment_intent)!;
  books.record([{ ...intent, amount_received: intent.amount - (isAll ? 0 : 100) }]);
  return session;
}

/** A refund that moves on by itself; one that fails or is canceled puts the money back on the charge. */
function turn(books: Books, id: string, status: Refund['status']): Refund {
  const refund = books.refund(id)!;
  const turned: Refund = { ...refund, status, ...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}) };
  if (status !== 'failed' && status !== 'canceled') {
    books.record([turned], [['refund.updated', turned], ['charge.refund.updated', turned]]);
    return turned;
  }
  const charge = books.charge(refund.charge)!;
  books.record(
    [turned, { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false }],
    status === 'failed' ? [['refund.updated', turned], ['refund.failed', turned], ['charge.refund.updated', turned]] : [['refund.updated', turned]],
  );
  return turned;
}
