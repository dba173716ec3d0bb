import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { commandsOf, variablesOf } from './program.js';

const root = join(import.meta.dirname, '../..');
const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };

interface Service {
  image?: string;
  build?: string;
  init?: boolean;
  command?: string[];
  environment?: Record<string, string | number>;
  healthcheck?: { test?: string[]; disable?: boolean };
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}

type Merged = Service & { '<<'?: Service };
const written = load(readFileSync(join(root, 'docker-compose.yml'), 'utf8')) as { services: Record<string, Merged>; volumes: Record<string, object> };
// YAML 1.2 has no merge key; Compose knows it.
const merged = ({ '<<': shared, ...own }: Merged): Service => ({ ...shared, ...own });
const compose = { ...written, services: Object.fromEntries(Object.entries(written.services).map(([name, service]) => [name, merged(service)])) };
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const ours = Object.entries(compose.services).filter(([, service]) => service.build === '.');

// The longest that leaving takes: half a minute for requests and jobs under way (libs/platform/src/queue/backend.ts gives jobs fifteen seconds).
const DRAIN_SECONDS = 30;

describe('docker-compose.yml', () => {
  test('has the database, the queue, the migration, the market and its worker', () => {
    expect(Object.keys(compose.services).toSorted()).toEqual(['market', 'migrate', 'postgres', 'redis', 'worker']);
    expect(compose.services.postgres!.image).toMatch(/^postgres:18/);
    expect(compose.services.redis!.image).toMatch(/^redis:\d+/);
    expect(compose.services.redis!.command!.join(' ')).toContain('--maxmemory-policy noeviction');
  });

  test.each(ours)('%s runs a command that there is, with variables that are read', (_, { command, environment }) => {
    expect(commandsOf(root).map(({ name }) => name)).toContain(command![0]);
    // Node reads that one itself.
    const strange = Object.keys(environment!).filter((name) => name !== 'NODE_OPTIONS' && !variablesOf(root).includes(name));
    expect(strange).toEqual([]);
  });

  test('passes on every variable but those of one machine', () => {
    const passed = Object.keys(compose.services.market!.environment!);
    const left = variablesOf(root).filter((name) => !passed.includes(name));
    expect(left.toSorted()).toEqual(['DATA_DIR', 'PORT', 'RATE_LIMIT_FACTOR', 'SANDBOX_URL', 'STRIPE_API_BASE']);
  });

  test('everything that stays up says how it is, and has time to leave', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      if (name === 'migrate') continue;
      expect(service.healthcheck?.test?.length ?? 0).toBeGreaterThan(0);
      if (service.build) expect([service.init, parseInt(service.stop_grace_period!, 10) > DRAIN_SECONDS]).toEqual([true, true]);
    }
  });

  test('whom a service waits for is there and says when it is ready; every volume is declared', () => {
    for (const service of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        const awaited = compose.services[name];
        expect(awaited).toBeDefined();
        if (condition === 'service_healthy') expect(awaited!.healthcheck?.test).toBeDefined();
      }
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
  });
});

describe('Dockerfile', () => {
  const lines = dockerfile.split('\n');

  test('builds and runs on Node 24, and runs as nobody special', () => {
    expect(lines.filter((line) => line.startsWith('FROM')).map((line) => line.split(' ')[1])).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim']);
    const lastUser = lines.findLast((line) => line.startsWith('USER '));
    expect(lastUser).toBe('USER node');
    expect(lines.indexOf(lastUser!)).toBeLessThan(lines.findIndex((line) => line.startsWith('ENTRYPOINT')));
  });

  test('copies only what there is, and starts what the build makes', () => {
    const copied = lines.filter((line) => line.startsWith('COPY ') && !line.includes('--from')).flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied) expect(() => readFileSync(join(root, path))).not.toThrow(/ENOENT/);
    const entry = /"([^"]+main\.js)"/.exec(dockerfile)![1]!;
    expect(() => readFileSync(join(root, entry.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).not.toThrow();
  });
});
