import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.js';

/** The address exists, but not for this method; the answer names those in `Allow`. */
export class MethodNotAllowed extends Problem {
  constructor(allowed: readonly string[]) {
    super({ code: 'method_not_allowed', status: 405, title: { id: 'Alamat ini tidak menerima cara permintaan tersebut', en: 'This address does not take that kind of request' }, extra: { allowed } });
  }
}

/** Tells a wrong method from an unknown address. Before the routes are registered; whoever asks for nothing known still gets 404. */
export function nameAllowedMethods(server: Pick<FastifyInstance, 'addHook'>): void {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  server.addHook('onRoute', ({ url, method }) => {
    if (!/^\/?\*?$/.test(url) || url === '/') routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  server.addHook('preParsing', async (request, reply) => {
    if (!request.is404) return;
    const path = request.url.split('?', 1)[0]!.replace(/(.)\/$/, '$1');
    const allowed = [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort();
    // A known method that still ends here was handed on by its route.
    if (allowed.length === 0 || allowed.includes(request.method)) return;
    void reply.header('allow', allowed.join(', '));
    throw new MethodNotAllowed(allowed);
  });
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/(.)\/$/, '$1').replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/:\w+/g, '[^/]+')}$`);
}
