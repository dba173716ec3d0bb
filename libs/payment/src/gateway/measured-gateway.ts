import type { Meters } from '#libs/platform';
import { WebhookRefused } from '../payment.errors.js';
import { GatewayRefused, type Gateway } from './gateway.js';

type Outcome = 'done' | 'refused' | 'unavailable';

const CALLS: readonly (string | symbol)[] = ['createCheckout', 'fetchStatus', 'refund', 'withdraw'];

/** A gateway whose calls and webhooks are counted, however they end. */
export function gatewayMeters(meters: Meters): (gateway: Gateway) => Gateway {
  const calls = meters.histogram('payment_gateway_duration_seconds', 'Calls to payment gateways, by call and outcome (refused: a definite no; unavailable: nobody knows)', [
    'gateway',
    'call',
    'outcome',
  ]);
  const webhooks = meters.counter('payment_webhooks_total', 'Notifications of gateways: taken in, or why they were refused', ['gateway', 'outcome']);

  return (gateway) => {
    const measure = (call: string) => {
      const stop = calls.startTimer({ gateway: gateway.name, call });
      return (outcome: Outcome) => stop({ outcome });
    };
    const measured = async (call: string, work: () => Promise<unknown>) => {
      const end = measure(call);
      try {
        const answer = await work();
        end('done');
        return answer;
      } catch (error) {
        end(outcomeOf(error));
        throw error;
      }
    };
    const listed = async function* (...args: Parameters<Gateway['list']>) {
      const end = measure('list');
      try {
        yield* gateway.list(...args);
        end('done');
      } catch (error) {
        end(outcomeOf(error));
        throw error;
      }
    };
    const heard = (...args: Parameters<Gateway['parseWebhook']>) => {
      try {
        const news = gateway.parseWebhook(...args);
        webhooks.inc({ gateway: gateway.name, outcome: 'taken' });
        return news;
      } catch (error) {
        webhooks.inc({ gateway: gateway.name, outcome: error instanceof WebhookRefused ? error.why : 'broken' });
        throw error;
      }
    };
    // A proxy, so that whatever else an adapter offers stays as it is.
    return new Proxy(gateway, {
      get(target, name) {
        if (name === 'list') return listed;
        if (name === 'parseWebhook') return heard;
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (!CALLS.includes(name)) return value.bind(target) as unknown;
        return (...args: unknown[]) => measured(String(name), () => Reflect.apply(value, target, args) as Promise<unknown>);
      },
    });
  };
}

function outcomeOf(error: unknown): Outcome {
  return error instanceof GatewayRefused ? 'refused' : 'unavailable';
}
