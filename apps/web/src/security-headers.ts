import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { Config } from '#libs/platform';

/**
 * The headers of every answer (@fastify/helmet). Pages have no script and no inline style, so none is allowed; a data block
 * (`application/ld+json`) is not a script. form-action also governs the redirect after a form post, hence the gateways' origins.
 */
export function securityHeaders(config: Config, gatewayOrigins: readonly string[] = []): FastifyHelmetOptions {
  return {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'", config.publicUrl, ...gatewayOrigins],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(config.isSecureOrigin ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // An order link in a mail carries a secret until its cookie is set.
    referrerPolicy: { policy: 'same-origin' },
    hsts: config.isSecureOrigin ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    hidePoweredBy: true,
  };
}

/** helmet has no option for it. */
export const PERMISSIONS_POLICY = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()';
