import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * The headers of every page (@fastify/helmet). No script and no inline style exists, so none is allowed.
 * `formOrigins`: the enabled gateways, since browsers apply form-action to the redirect that follows a form post as well.
 */
export function securityHeaders(options: { formOrigins?: readonly string[]; isSecureOrigin?: boolean } = {}): FastifyHelmetOptions {
  const { formOrigins = [], isSecureOrigin = false } = options;
  return {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        manifestSrc: ["'self'"],
        formAction: ["'self'", ...formOrigins],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(isSecureOrigin ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Order links carry a secret until their cookie is set; nothing leaves with a click.
    referrerPolicy: { policy: 'same-origin' },
    hsts: isSecureOrigin ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    hidePoweredBy: true,
  };
}

/** helmet has no option for it. */
export const PERMISSIONS_POLICY = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()';
