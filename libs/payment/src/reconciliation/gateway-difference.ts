import type { GatewayCharge } from '../gateway/gateway.js';
import type { Finding } from '../views.js';

export interface OurCharge {
  id: string;
  key: string;
  state: string;
  amount: number;
  /** `under_way`: asked for so recently that the answer may still come. */
  refunds: { id: string; amount: number; state: 'succeeded' | 'under_way' | 'other' }[];
}

/**
 * I4: the two-way difference between our captured charges and succeeded refunds and the gateway's own list.
 * What changed there after `since` is left out: its news may still be on the way.
 */
export function gatewayDifference(gateway: string, ours: readonly OurCharge[], theirs: readonly GatewayCharge[], since: Date): Finding[] {
  const byKey = new Map(theirs.map((charge) => [charge.key, charge]));
  const known = new Map(ours.map((charge) => [charge.key, charge]));
  return [
    ...ours.flatMap((charge) => missingThere(charge, byKey.get(charge.key))),
    ...theirs.filter((charge) => charge.changedAt <= since).flatMap((charge) => missingHere(gateway, charge, known.get(charge.key ?? ''))),
  ];
}

function missingThere(charge: OurCharge, there: GatewayCharge | undefined): Finding[] {
  if (charge.state !== 'captured') return [];
  if (there?.status !== 'captured') return [finding(charge.id, `captured here, ${there?.status ?? 'unknown'} at the gateway`)];
  if (there.amount !== charge.amount || there.currency !== 'IDR') return [finding(charge.id, `${charge.amount} IDR here, ${there.amount} ${there.currency} at the gateway`)];
  return charge.refunds.filter(({ state }) => state === 'succeeded').flatMap((refund) => {
    const sent = there.refunds.find(({ key, status }) => key === refund.id && status === 'succeeded');
    if (!sent) return [finding(refund.id, 'refunded here, not at the gateway')];
    return sent.amount === refund.amount ? [] : [finding(refund.id, `a refund of ${refund.amount} here, of ${sent.amount} at the gateway`)];
  });
}

function missingHere(gateway: string, there: GatewayCharge, charge: OurCharge | undefined): Finding[] {
  if (there.status !== 'captured') return [];
  if (charge?.state !== 'captured') return [finding(charge?.id ?? `${gateway}:${there.gatewayRef}`, `captured at the gateway, ${charge?.state ?? 'unknown'} here`)];
  return there.refunds
    .filter(({ key, status }) => status === 'succeeded' && !charge.refunds.some(({ id, state }) => id === key && state !== 'other'))
    .map(({ key, gatewayRef }) => finding(key || `${gateway}:${gatewayRef}`, 'refunded at the gateway, not here'));
}

function finding(subject: string, detail: string): Finding {
  return { invariant: 'I4', subject, detail };
}
