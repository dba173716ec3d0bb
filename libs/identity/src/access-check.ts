import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from '#libs/platform';

// Nest marks routes under this key.
const PATH = 'path';

/** The program does not start with a route of which nobody said who may call it. */
@Injectable()
export class AccessCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function' || Reflect.hasMetadata(ACCESS, metatype)) return [];
      const methods = metatype.prototype as Record<string, object>;
      return this.scanner
        .getAllMethodNames(methods)
        .filter((name) => Reflect.hasMetadata(PATH, methods[name]!) && !Reflect.hasMetadata(ACCESS, methods[name]!))
        .map((name) => `${metatype.name}.${name}`);
    });
    if (open.length > 0) throw new Error(`routes without @Access: ${open.join(', ')}`);
  }
}
