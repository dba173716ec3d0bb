import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, Config, NotFound, Problem } from '#libs/platform';
import { OutcomeForm } from './payment.shapes.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}

const TIMEOUT_MS = 10_000;

/**
 * The stand-in bank's pay page under our own origin, so that a buyer's browser needs to reach nothing else. Only where a sandbox
 * is set up; only its pages, never its API; neither cookies nor other headers go along.
 */
@Controller('sandbox/pay')
@ApiExcludeController()
@Access('public')
export class SandboxProxyController {
  constructor(private readonly config: Config) {}

  @Get(':id')
  show(@Param('id') id: string, @Query('lang') lang: unknown, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    return this.forward(id, lang, reply, { method: 'GET' });
  }

  @Post(':id')
  pay(@Param('id') id: string, @Query('lang') lang: unknown, @Body() { outcome }: OutcomeForm, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    return this.forward(id, lang, reply, { method: 'POST', body: new URLSearchParams({ outcome }) });
  }

  private async forward(id: string, lang: unknown, reply: Reply, request: { method: string; body?: URLSearchParams }): Promise<string> {
    if (!this.config.sandboxUrl || !/^(pay_[0-9a-f]{24}|style\.css)$/.test(id)) throw new NotFound();
    const address = `${this.config.sandboxUrl}/pay/${id}${lang === 'en' ? '?lang=en' : ''}`;
    const answer = await fetch(address, { ...request, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
      .then(async (response) => ({ response, text: await response.text() }))
      .catch(() => {
        throw new SandboxAway();
      });
    const location = answer.response.headers.get('location');
    if (location) reply.header('location', location);
    reply.status(answer.response.status).header('content-type', answer.response.headers.get('content-type') ?? 'text/html; charset=utf-8').header('cache-control', 'no-store');
    return answer.text;
  }
}

class SandboxAway extends Problem {
  constructor() {
    super({ code: 'unavailable', status: 503, title: { id: 'Bank peraga tidak menjawab; muat ulang halaman ini sebentar lagi', en: 'The demonstration bank does not answer; reload this page in a moment' } });
  }
}
