import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { BankEvent, Books } from './books.js';
import { strikes, type Mischief } from './mischief.js';

const RETRY_SECONDS = [1, 2, 5, 15, 60, 300, 900, 3600, 3600 * 6];
const TIMEOUT_MS = 10_000;

/** Tells the shop about events: signed, again and again with growing pauses until it answers 2xx. */
export class Webhooks {
  constructor(
    private readonly books: Books,
    private readonly account: string,
    private readonly secret: string,
    private readonly mischief: Mischief,
  ) {}

  tell(event: BankEvent): void {
    if (strikes(this.mischief, 'lost')) {
      this.books.told(event);
      return;
    }
    const copies = strikes(this.mischief, 'duplicate') ? 3 : 1;
    for (let copy = 0; copy < copies; copy++) this.later(event, 0, this.mischief.lateMs);
  }

  private later(event: BankEvent, attempt: number, ms: number): void {
    setTimeout(() => void this.attempt(event, attempt), ms);
  }

  private async attempt(event: BankEvent, attempt: number): Promise<void> {
    const status = await this.post(event).catch(() => 0);
    const pause = RETRY_SECONDS[attempt];
    if (status >= 200 && status < 300) this.books.told(event);
    else if (pause !== undefined) this.later(event, attempt + 1, pause * 1000);
  }

  private post(event: BankEvent): Promise<number> {
    const { url, ...told } = event;
    const body = JSON.stringify({ account: this.account, ...told });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'sandbox-signature': sign(body, this.secret, new Date()) };
    return new Promise((resolve, reject) => {
      const call = request(url, { method: 'POST', headers, timeout: TIMEOUT_MS, agent: false }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', reject);
      });
      call.once('timeout', () => call.destroy(new Error('no answer')));
      call.once('error', reject);
      call.end(body);
    });
  }
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` */
export function sign(body: string, secret: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  return `t=${timestamp},v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
