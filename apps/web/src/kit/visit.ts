import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { cookieName, parseCookie } from './cookies.js';
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

  constructor(
    request: PageRequest,
    private readonly config: Config,
  ) {
    const { locale, path } = placeOf(request.url);
    const here = request.method === 'GET' ? path : pageBehind(request);
    this.cookies = parseCookie(request.headers.cookie);
    this.actor = request.actor ?? new Actor({ locale, ip: request.ip });
    this.reader = readerOf({
      locale,
      here,
      origin: config.publicUrl,
      basketCount: Number(/^\d{1,4}$/.exec(this.cookie('count') ?? '')?.[0] ?? 0),
      person: this.actor.isSignedIn ? { name: this.actor.name ?? '', isAdmin: this.actor.isAdmin, shopIds: this.actor.idsOf('shop') } : null,
    });
  }

  /** The value of one of our cookies; over https only the `__Host-` one counts. */
  cookie(name: string): string | undefined {
    return this.cookies[cookieName(name, this.config)];
  }

  /** The same person with the secret that opens one checkout, when this browser holds it. */
  opening(checkoutId: string): Actor {
    return this.holding('checkout', orderKeys(this.cookie('orders')).get(checkoutId));
  }

  /** The same person with a secret that was made just now and is not in a cookie yet. */
  holding(what: 'basket' | 'checkout', token: string | null | undefined): Actor {
    return token ? this.actor.holding(what, token) : this.actor;
  }
}

const KEPT_ORDERS = 8;

/** The checkouts that a guest's browser may open, oldest first: `cko_….token!cko_….token`. */
export function orderKeys(cookie: string | undefined): Map<string, string> {
  const pairs = (cookie ?? '').split('!').map((pair) => pair.split('.'));
  return new Map(pairs.flatMap(([id, ...token]) => (id && token.length > 0 ? [[id, token.join('.')] as const] : [])));
}

export function withOrderKey(cookie: string | undefined, checkoutId: string, token: string): string {
  const keys = orderKeys(cookie);
  keys.delete(checkoutId);
  return [...keys, [checkoutId, token]]
    .slice(-KEPT_ORDERS)
    .map((pair) => pair.join('.'))
    .join('!');
}

/** The page on which a form was sent: what is shown again has its address, and can be read in the other language. */
function pageBehind({ headers }: PageRequest): string {
  const referer = String(headers.referer ?? '');
  if (!URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return placeOf(pathname + search).path;
}

/** The visit of the request, made by the page interceptor: `home(@Visiting() visit: Visit)`. */
export const Visiting = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const { visit } = context.switchToHttp().getRequest<PageRequest>();
  if (!visit) throw new Error('Visiting needs a page controller');
  return visit;
});
