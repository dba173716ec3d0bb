import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catch, Controller, Get, Module, Post, type ArgumentsHost, type ExceptionFilter, type Type } from '@nestjs/common';
import { APP_FILTER, RouterModule } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuthController, identityControllers } from '../../../apps/api/src/identity/index.js';
import { IdentityModule } from '#libs/identity';
import { Access, Actor, asProblem, Config, CurrentActor, Database, PlatformModule, problemDocument, validation } from '#libs/platform';
import { testDatabase } from '../../support/database.js';

const seen = (actor: Actor) => ({ userId: actor.userId, locale: actor.locale, tokens: actor.tokens, roles: actor.roles });

/** One route for each level, as an API would have them, and pages beside it. */
@Controller('probe')
class ProbeController {
  @Get('public') @Access('public') open(@CurrentActor() actor: Actor) { return seen(actor); }
  @Get('signed-in') @Access('signed-in') mine(@CurrentActor() actor: Actor) { return seen(actor); }
  @Get('admin') @Access('admin') admin(@CurrentActor() actor: Actor) { return seen(actor); }
  @Get('shops/:shopId') @Access('shop') shop(@CurrentActor() actor: Actor) { return seen(actor); }
}

@Controller()
class PageController {
  @Get('page') @Access('public') page(@CurrentActor() actor: Actor) { return seen(actor); }
  @Get('en/page') @Access('public') english(@CurrentActor() actor: Actor) { return seen(actor); }
  @Post('page') @Access('public') form(@CurrentActor() actor: Actor) { return seen(actor); }
}

@Module({ controllers: [...identityControllers, ProbeController] })
class VersionOne {}

@Catch()
class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const problem = asProblem(thrown);
    const reply = host.switchToHttp().getResponse<{ status(code: number): { send(body: unknown): void } }>();
    reply.status(problem.status).send(problemDocument(problem, 'en', null));
  }
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  payload?: object | string;
  /** The client's address, as one proxy in front sees it. */
  from?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  json: <T = Record<string, unknown>>() => T;
}

export interface Site {
  app: NestFastifyApplication;
  db: Database;
  config: Config;
  dataDir: string;
  /** `http://127.0.0.1:…`; what it trusts is PUBLIC_URL, http://localhost:3000. */
  url: string;
  mails: () => string[];
  ask: (path: string, asked?: Asked) => Promise<Answer>;
  close: () => Promise<void>;
}

/** Identity behind real HTTP routes, on a database of its own. */
export async function site(env: NodeJS.ProcessEnv = {}, controllers: Type[] = [], imports: Type[] = []): Promise<Site> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  const config = new Config({ PORT: '0', PUBLIC_URL: 'http://localhost:3000', DATA_DIR: dataDir, DATABASE_URL: database.url, LOG_LEVEL: 'silent', ...env });
  const testing = await Test.createTestingModule({
    imports: [PlatformModule.with(config), IdentityModule, VersionOne, RouterModule.register([{ path: 'api/v1', module: VersionOne }]), ...imports],
    controllers: [AuthController, PageController, ...controllers],
    providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
  }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ trustProxy: (_address: string, hop: number) => hop < 1 }), { logger: false });
  app.useGlobalPipes(validation());
  const close = async () => {
    await app.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, db: app.get(Database), config, dataDir, url: `http://127.0.0.1:${port}`, mails: () => mailsIn(dataDir), ask: (path, asked) => ask(port, path, asked), close };
}

/** Plain HTTP: fetch would add headers of its own. */
function ask(port: number, path: string, { method = 'GET', headers = {}, payload, from }: Asked = {}): Promise<Answer> {
  const claimed = headers['x-forwarded-for'];
  const proxied: Record<string, string> = from ? { 'x-forwarded-for': claimed ? `${claimed}, ${from}` : from } : {};
  const body = payload === undefined ? undefined : typeof payload === 'string' ? payload : JSON.stringify(payload);
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers: { host: 'localhost:3000', ...(body ? { 'content-type': 'application/json' } : {}), ...headers, ...proxied } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, json: <T>() => JSON.parse(text) as T });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The text of every mail in the outbox folder, in no order. */
export function mailsIn(dataDir: string): string[] {
  const folder = join(dataDir, 'mail');
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.eml')).map((file) => unfolded(readFileSync(join(folder, file), 'utf8')));
  } catch {
    return [];
  }
}

/** Undoes quoted-printable, as far as a test reads it. */
function unfolded(mail: string): string {
  const bytes = mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Tries until there is an answer, for at most five seconds. */
export async function eventually<T>(ask: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 250; tries++) {
    const answer = ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen within five seconds');
}
