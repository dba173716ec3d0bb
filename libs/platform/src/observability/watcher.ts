import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import type { Config } from '../config.js';

/** What is read of a request to know who watches; `ip` is the client's as the server found it, never a header of the client. */
export interface WatchingRequest {
  ip: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const NEARBY = new BlockList();
for (const [network, bits] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16]] as const) NEARBY.addSubnet(network, bits, 'ipv4');
NEARBY.addAddress('::1', 'ipv6');
NEARBY.addSubnet('fc00::', 7, 'ipv6');
NEARBY.addSubnet('fe80::', 10, 'ipv6');

/** Whether figures about the program are for this reader: who shows METRICS_TOKEN; without one, the neighbourhood, and everybody where the site is not public. */
export function mayWatch(config: Pick<Config, 'metricsToken' | 'isSecureOrigin'>, { ip, headers }: WatchingRequest): boolean {
  if (config.metricsToken) return isSame(/^bearer +(\S+)$/i.exec(String(headers.authorization ?? ''))?.[1] ?? '', config.metricsToken);
  return !config.isSecureOrigin || isNearby(ip);
}

function isNearby(ip: string): boolean {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  return NEARBY.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
