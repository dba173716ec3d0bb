import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { Config } from '#libs/platform';
import { cookieLine } from './cookies.js';
import { documentOf } from './page.js';
import { isReply, type CookieChange, type Reply } from './reply.js';
import { Visit, type PageRequest } from './visit.js';

/** The parts of a Fastify reply that pages write. */
export interface PageResponse {
  status(code: number): this;
  header(name: string, value: string | string[]): this;
}

/** Names the visit before the handler runs, and turns what the handler answers into HTTP. */
@Injectable()
export class Replies implements NestInterceptor {
  constructor(private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<PageRequest>();
    const response = context.switchToHttp().getResponse<PageResponse>();
    request.visit = new Visit(request, this.config);
    return next.handle().pipe(map((answer: unknown) => (isReply(answer) ? this.send(answer, request.visit!, response) : answer)));
  }

  /** Also used by the filter, whose pages come without a handler. */
  send(reply: Reply, visit: Visit, response: PageResponse): string {
    const told = visit.cookie('told');
    const cookies = [...reply.cookies, ...this.toldCookie(reply, told)].map((change) => cookieLine(change, this.config));
    response.header('cache-control', 'private, no-cache');
    if (reply.kind === 'redirection') {
      const location = reply.location.startsWith('/') ? visit.reader.to(reply.location) : reply.location;
      response
        .status(303)
        .header('set-cookie', [...reply.setCookies, ...cookies])
        .header('location', location);
      return '';
    }
    if (cookies.length > 0) response.header('set-cookie', cookies);
    for (const [name, value] of Object.entries(reply.headers)) response.header(name, value);
    response.status(reply.status).header('content-type', 'text/html; charset=utf-8');
    return documentOf(visit.reader, reply.view, told);
  }

  /** What a redirection tells is shown by the next page, once. */
  private toldCookie(reply: Reply, told: string | undefined): CookieChange[] {
    if (reply.kind === 'redirection') return reply.told ? [{ name: 'told', value: reply.told, maxAgeSeconds: 120 }] : [];
    return told ? [{ name: 'told', value: null }] : [];
  }
}
