import { createHmac } from 'node:crypto';
import type { Config } from './config.js';

/** The key that opens something of somebody without an account, in a link to them: derived from its id and SECRET, so that nothing secret is stored. */
export function linkKey(config: Pick<Config, 'keyFor'>, id: string): string {
  // Named after its first use; under another name every link in people's mailboxes would be shut.
  return createHmac('sha256', config.keyFor('checkout-token')).update(id).digest('base64url');
}
