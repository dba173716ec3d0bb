import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, Actor, Config, currentRequestId, Database, Forbidden, NotFound, Unauthenticated, type AccessLevel, type ActedRequest } from '#libs/platform';
import { cookieName, engineSecret, parseCookies, sessionCookieName, signedToken } from './auth/session-cookie.js';
import { isApiPath, localeOfPath, preferredLocale } from './request-locale.js';
import { ownerOfSession } from './session.queries.js';
import { TrustedOrigins } from './trusted-origins.js';

/** What the guard reads of a Fastify request. */
export interface GuardedRequest extends ActedRequest {
  method: string;
  url: string;
  /** Fastify's, of the route that was found; its `url` is the template. */
  routeOptions?: { url?: string | undefined };
  id?: unknown;
  ip?: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  params?: unknown;
}

/**
 * Names the actor of each request and enforces `@Access`. The API takes bearer tokens and ignores cookies; pages take the cookie,
 * and a page's form must come from a page of ours. One statement for who is signed in, none for who is not.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  private readonly secret: string;
  private readonly sessionCookie: string;
  // Over https only the `__Host-` ones: any neighbouring host could have set the others, and would then know the guest's basket.
  private readonly basketCookie: string;
  private readonly checkoutCookie: string;

  constructor(
    config: Config,
    private readonly reflector: Reflector,
    private readonly db: Database,
    private readonly origins: TrustedOrigins,
  ) {
    this.secret = engineSecret(config);
    this.sessionCookie = sessionCookieName(config);
    this.basketCookie = cookieName(config, 'basket');
    this.checkoutCookie = cookieName(config, 'checkout');
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const level = this.reflector.getAllAndOverride<AccessLevel | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    request.actor ??= await this.actorOf(request);
    enforce(level, request.actor, (request.params as Record<string, string> | undefined)?.shopId);
    return true;
  }

  /** Also for what runs outside Nest's routes (an error page needs the language). Throws Forbidden for a foreign page's form. */
  async actorOf(request: GuardedRequest): Promise<Actor> {
    const path = request.url.split('?', 1)[0]!;
    // The route that was found, not the address as it was spelt: `/%61pi/v1/me` leads to the API as well.
    const isApi = isApiPath(request.routeOptions?.url ?? path);
    const cookies = isApi ? new Map<string, string>() : parseCookies(one(request.headers.cookie));
    if (!isApi) this.refuseForeignForm(request);
    const token = isApi ? this.bearer(one(request.headers.authorization)) : this.cookieToken(cookies);
    const owner = token ? await ownerOfSession(this.db, token) : null;
    return new Actor({
      ...owner,
      tokens: isApi
        ? { basket: one(request.headers['x-basket-token']), checkout: one(request.headers['x-checkout-token']) }
        : { basket: cookies.get(this.basketCookie), checkout: cookies.get(this.checkoutCookie) },
      locale: isApi ? preferredLocale(one(request.headers['accept-language'])) : localeOfPath(path),
      ip: request.ip ?? null,
      requestId: currentRequestId() ?? (typeof request.id === 'string' ? request.id : null),
    });
  }

  /** Cookies are sent by the browser whoever made the form, so a form must show where it comes from. */
  private refuseForeignForm(request: GuardedRequest): void {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
    const sender = this.origins.judge(request.headers);
    if (sender === 'foreign' || (sender === 'unknown' && request.headers.cookie)) throw new Forbidden();
  }

  /** `set-auth-token` as it was given (signed), or the bare token of the sign-in answer's body. */
  private bearer(header: string | undefined): string | null {
    const value = /^bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (!value || value.length > 300) return null;
    return value.includes('.') ? signedToken(value, this.secret) : value;
  }

  private cookieToken(cookies: Map<string, string>): string | null {
    const value = cookies.get(this.sessionCookie);
    return value ? signedToken(value, this.secret) : null;
  }
}

function enforce(level: AccessLevel | undefined, actor: Actor, shopId: string | undefined): void {
  if (level === undefined) throw new Error('this route has no @Access');
  if (level === 'public') return;
  if (!actor.isSignedIn) throw new Unauthenticated();
  if (level === 'admin') actor.requireAdmin();
  if (level === 'shop' && (!shopId || !actor.idsOf('shop').includes(shopId))) throw new NotFound();
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
