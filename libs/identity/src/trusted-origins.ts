import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Whose pages may change state here: PUBLIC_URL and, on loopback, the request's own host. */
@Injectable()
export class TrustedOrigins {
  constructor(private readonly config: Config) {}

  of(host: string | undefined): string[] {
    return host && LOOPBACK.test(host) ? [this.config.publicUrl, `http://${host.toLowerCase()}`] : [this.config.publicUrl];
  }

  /**
   * Whether a state-changing request comes from our own pages. Every browser sends Origin with a POST;
   * `Origin: null` (strict referrer policies) is settled by Sec-Fetch-Site. `unknown` is no browser.
   */
  judge(headers: Headers): 'own' | 'foreign' | 'unknown' {
    const trusted = this.of(first(headers.host));
    const origin = first(headers.origin);
    const site = first(headers['sec-fetch-site']);
    if (origin && origin !== 'null') return trusted.includes(origin.toLowerCase()) ? 'own' : 'foreign';
    if (site) return site === 'same-origin' || site === 'none' ? 'own' : 'foreign';
    if (origin) return 'foreign';
    const referer = first(headers.referer);
    if (referer) return URL.canParse(referer) && trusted.includes(new URL(referer).origin) ? 'own' : 'foreign';
    return 'unknown';
  }
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
