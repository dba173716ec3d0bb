import { createHmac, randomBytes } from 'node:crypto';
import type { SandboxCredentials } from '#libs/payment';
import type { Clock } from '#libs/platform';

export interface EventSpec {
  id?: string;
  account?: string;
  secret?: string;
  /** Against the clock under test; negative is older. */
  ageSeconds?: number;
  payment: { id: string; key: string; amount: number; currency: string; status?: string };
}

/** A webhook as the bank would sign it, or as a forger would. */
export function signedEvent(market: { credentials: SandboxCredentials; clock: Clock }, spec: EventSpec): { headers: Record<string, string>; body: Buffer } {
  const { id = `evt_${randomBytes(8).toString('hex')}`, account = market.credentials.account, secret = market.credentials.webhookSecret, ageSeconds = 0, payment } = spec;
  const body = JSON.stringify({ account, id, type: 'payment.paid', createdAt: new Date().toISOString(), payment: { status: 'paid', ...payment } });
  const timestamp = Math.floor(market.clock.now().getTime() / 1000) - ageSeconds;
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { headers: { 'sandbox-signature': `t=${timestamp},v1=${signature}` }, body: Buffer.from(body) };
}
