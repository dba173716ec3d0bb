import { request as httpRequest } from 'node:http';
import { Body, Controller, Get, HttpCode, Injectable, Param, Post, Query, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Access, Actor, currentRequestId, CurrentActor, Database, Idempotent, integer, Limited, newId, NotFound, outside, Refused, text, type ActedRequest, type Id } from '#libs/platform';

export const anna = newId('usr');
export const budi = newId('usr');

/** Stands for identity's guard: who acts is said in headers. */
@Injectable()
class HeaderGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<ActedRequest & { ip: string; headers: Record<string, string | undefined> }>();
    request.actor = new Actor({ userId: (request.headers.user as Id<'usr'> | undefined) ?? null, tokens: { basket: request.headers['x-basket-token'], checkout: request.headers['x-checkout-token'] }, ip: request.ip });
    return true;
  }
}

class OrderBody {
  @integer(1, 100) quantity!: number;
  @text(1, 20, { optional: true }) note?: string;
}

/** What the controller did, and what it waits for. */
export const things = { runs: 0, hold: Promise.resolve(), requestIds: [] as (string | null)[] };

@Controller('api/v1/things')
@UseGuards(HeaderGuard)
export class ThingsController {
  constructor(private readonly db: Database) {}

  @Access('public')
  @Idempotent()
  @Post()
  async order(@Body() body: OrderBody, @CurrentActor() actor: Actor): Promise<object> {
    things.requestIds.push(currentRequestId());
    const run = ++things.runs;
    await things.hold;
    if (body.quantity === 13) throw new Refused('unlucky', { id: 'Angka sial', en: 'An unlucky number' });
    return { z: run, a: { quantity: body.quantity, by: actor.userId } };
  }

  @Access('public')
  @Idempotent()
  @HttpCode(204)
  @Post(':id/receipt')
  async receive(@Param('id') _id: string): Promise<void> {
    things.runs++;
  }

  @Access('public')
  @Idempotent()
  @Post('woven')
  async weave(@Body() body: OrderBody): Promise<object> {
    const row = await this.db.one<{ piece: number }>('INSERT INTO woven DEFAULT VALUES RETURNING piece');
    const run = ++things.runs;
    await things.hold;
    return { piece: row!.piece, run, quantity: body.quantity };
  }

  @Access('public')
  @Idempotent({ callsOutside: true })
  @Post('told')
  async tell(): Promise<object> {
    await outside(async () => things.runs++);
    return { told: things.runs };
  }

  @Access('public')
  @Idempotent({ optional: true })
  @Post('dyed')
  async dye(): Promise<object> {
    return { dyed: ++things.runs };
  }

  @Access('public')
  @Limited({ name: 'test.reads', times: 3, seconds: 60 })
  @Get('limited')
  limited(): object {
    return {};
  }

  @Access('public')
  @Get('broken')
  async broken(@Query('with') what: string): Promise<void> {
    if (what === 'sql') await this.db.query('SELECT $1::int', ['secret-row-value']);
    if (what === 'missing') throw new NotFound();
    throw new Error('secret detail');
  }
}

export async function send(origin: string, method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}, payload?: object | string) {
  const body = payload === undefined ? {} : { body: typeof payload === 'string' ? payload : JSON.stringify(payload) };
  const answer = await fetch(origin + path, { method, headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...body });
  const answered = await answer.text();
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: answered, json: () => JSON.parse(answered) as Record<string, unknown> & { code: string } };
}

/** Sends the body in parts, as a phone on a bad line does. */
export async function slowly(origin: string, path: string, headers: Record<string, string>, parts: string[]): Promise<void> {
  await new Promise<void>((done, failed) => {
    const sending = httpRequest(origin + path, { method: 'POST', headers }, (answer) => answer.resume().on('end', done)).on('error', failed);
    const next = () => {
      const part = parts.shift();
      if (part === undefined) return sending.end();
      sending.write(part);
      return setTimeout(next, 30);
    };
    next();
  });
}
