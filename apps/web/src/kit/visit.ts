import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie } from './cookies.js';
import { placeOf, readerOf, type Reader } from './reader.js';
import { Actor, type ActedRequest, type Config } from '#libs/platform';

/** The parts of a Fastify request that pages read. */
export interface PageRequest extends ActedRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  ip: string;
  visit?: Visit;
}

/** One request of one reader: who acts, in which language, with which cookies. */
export class Visit {
  readonly reader: Reader;
  readonly actor: Actor;
  private readonly cookies: Record<string, string>;

  constructor(request: PageRequest, private readonly config: Config) {
    const { locale, path } = placeOf(request.url);
    this.cookies = parseCookie(request.headers.cookie);
    const basket = this.basket;
    const named = request.actor ?? new Actor({});
    this.actor = new Actor({
      userId: named.userId, name: named.name, email: named.email, roles: named.roles, memberships: named.memberships,
      ip: named.ip ?? request.ip, requestId: named.requestId, locale,
      tokens: { ...named.tokens, ...(basket ? { basket: basket.token } : {}) },
    });
    this.reader = readerOf({
      locale,
      here: path,
      origin: config.publicUrl,
      basketCount: Number(/^\d{1,4}$/.exec(this.cookie('count') ?? '')?.[0] ?? 0),
      person: this.actor.isSignedIn ? { name: this.actor.name ?? '', isAdmin: this.actor.isAdmin, shopIds: this.actor.idsOf('shop') } : null,
    });
  }

  /** The value of one of our cookies; over https only the `__Host-` one counts. */
  cookie(name: string): string | undefined {
    return this.cookies[cookieName(name, this.config)];
  }

  /** The guest's basket: the cookie holds `bkt_….token`. */
  get basket(): { id: string; token: string } | null {
    const [id, token] = (this.cookie('basket') ?? '').split('.');
    return id && token ? { id, token } : null;
  }

  /** The same person with the secret that opens one checkout. */
  holding(checkoutToken: string | undefined): Actor {
    if (!checkoutToken) return this.actor;
    const { userId, name, email, roles, memberships, ip, requestId, locale, tokens } = this.actor;
    return new Actor({ userId, name, email, roles, memberships, ip, requestId, locale, tokens: { ...tokens, checkout: checkoutToken } });
  }
}

export function cookieName(name: string, config: Config): string {
  return config.isSecureOrigin ? `__Host-kd_${name}` : `kd_${name}`;
}

/** The visit of the request, made by the page interceptor: `home(@Visiting() visit: Visit)`. */
export const Visiting = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const { visit } = context.switchToHttp().getRequest<PageRequest>();
  if (!visit) throw new Error('Visiting needs a page controller');
  return visit;
});
