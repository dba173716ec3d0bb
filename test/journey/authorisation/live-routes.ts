import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS, type AccessLevel } from '#libs/platform';

export interface LiveRoute {
  /** `GET /api/v1/orders/:id`; `ALL` for every method. */
  operation: string;
  level: AccessLevel | undefined;
}

// How Nest marks controllers, handlers and the modules that RouterModule puts below a prefix; the numbers are its RequestMethod.
const PATH = 'path';
const METHOD = 'method';
const MODULE_PATH = '__module_path__';
const METHODS: Record<number, string> = { 0: 'GET', 1: 'POST', 2: 'PUT', 3: 'DELETE', 4: 'PATCH', 5: 'ALL', 6: 'OPTIONS', 7: 'HEAD', 8: 'SEARCH' };

/** Every route that Nest has mapped, with who may call it at all, sorted. */
export function liveRoutes(app: NestFastifyApplication): LiveRoute[] {
  const prefixKey = MODULE_PATH + app.get(ModulesContainer).applicationId;
  const scanner = app.get(MetadataScanner, { strict: false });
  const routes = app.get(DiscoveryService, { strict: false }).getControllers().flatMap(({ metatype, host }) => {
    if (typeof metatype !== 'function') return [];
    const prefix = host ? ((Reflect.getMetadata(prefixKey, host.metatype) as string | undefined) ?? '') : '';
    const handlers = metatype.prototype as Record<string, object>;
    return scanner.getAllMethodNames(handlers).flatMap((name) => {
      const handler = handlers[name]!;
      if (!Reflect.hasMetadata(PATH, handler)) return [];
      const level = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype)) as AccessLevel | undefined;
      const method = METHODS[Reflect.getMetadata(METHOD, handler) as number] ?? 'another method';
      return paths(metatype).flatMap((base) => paths(handler).map((path) => ({ operation: `${method} ${joined(prefix, base, path)}`, level })));
    });
  });
  return routes.sort((a, b) => (a.operation < b.operation ? -1 : 1));
}

/** Pages without the English ones; lonely is a page whose twin in the other language is missing or has another level. */
export function withoutTwins(routes: readonly LiveRoute[]): { routes: LiveRoute[]; lonely: string[] } {
  const levels = new Map(routes.map(({ operation, level }) => [operation, level]));
  const isEnglish = (operation: string) => / \/en(\/|$)/.test(operation);
  const isPage = (operation: string) => !/ \/(api|health|metrics|photos|sandbox|assets|robots\.txt|favicon\.ico|\.well-known)(\/|$)/.test(operation);
  const twinOf = (operation: string) => {
    if (isEnglish(operation)) return operation.replace(/ \/en$/, ' /').replace(' /en/', ' /');
    return operation.endsWith(' /') ? operation.replace(/ \/$/, ' /en') : operation.replace(' /', ' /en/');
  };
  const lonely = routes.filter(({ operation, level }) => isPage(operation) && levels.get(twinOf(operation)) !== level);
  return { routes: routes.filter(({ operation }) => !isEnglish(operation)), lonely: lonely.map(({ operation }) => operation) };
}

/** The shapes of paths that Fastify knows (`/api/v1/orders/:`), so that a route that Nest did not map is seen as well. */
export function servedShapes(app: NestFastifyApplication): string[] {
  const fastify = app.getHttpAdapter().getInstance() as unknown as { printRoutes: (options: { commonPrefix: boolean }) => string };
  const parents: string[] = [];
  const shapes: string[] = [];
  for (const line of fastify.printRoutes({ commonPrefix: false }).split('\n')) {
    const found = /^([│ ]*)[├└]── (\S+)(?: \(([^)]+)\))?$/.exec(line);
    if (!found) continue;
    const depth = found[1]!.length / 4;
    parents[depth] = (depth === 0 ? '' : parents[depth - 1]!) + found[2]!;
    if (found[3]) shapes.push(shapeOf(parents[depth]));
  }
  return shapes;
}

export function shapeOf(path: string): string {
  return path.replace(/:[^/]+/g, ':').replace(/^\/+/, '/');
}

function paths(marked: object): string[] {
  return [Reflect.getMetadata(PATH, marked) as string | string[]].flat();
}

function joined(...parts: string[]): string {
  return `/${parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter(Boolean).join('/')}`;
}
