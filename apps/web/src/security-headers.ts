import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
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

const PERMISSIONS_POLICY = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()';

/** What helmet has no option for: no page needs powers of the device, and no cache keeps what its route did not say may be kept. */
export function alwaysSay(server: Pick<FastifyInstance, 'addHook'>): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    void reply.header('permissions-policy', PERMISSIONS_POLICY);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

/** The same for what the server refuses before its hooks run, where helmet has no say. */
export function refusalHeaders(config: Pick<Config, 'isSecureOrigin'>): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none';form-action 'self';frame-ancestors 'none';base-uri 'none'${config.isSecureOrigin ? ';upgrade-insecure-requests' : ''}`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': PERMISSIONS_POLICY,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
    ...(config.isSecureOrigin ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
