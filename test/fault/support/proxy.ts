import { Agent, createServer, request as ask, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const LOOK_EVERY_MS = 200;
const PATIENCE_MS = 30_000;

interface Backend {
  port: number;
  agent: Agent;
  isReady: boolean;
}

type Answering = (status: number, headers: IncomingHttpHeaders, body: Buffer) => void;

/** One answer that went through, or that the proxy had to make up (`502` cut, `503` nobody ready). */
export interface Seen {
  method: string;
  path: string;
  status: number;
  ms: number;
  /** When it was asked, by `performance.now()`. */
  at: number;
  /** Only of answers from 500 on. */
  body: string;
  /** The type of the answer; empty for the proxy's own. */
  type: string;
}

/**
 * What stands before several instances: takes turns among those whose /health/ready answers 200, keeps connections open, and tries the next one
 * where a connection could not even be made. Once a request has left it is not sent a second time.
 */
export class Proxy {
  readonly seen: Seen[] = [];
  /** Sends requests also to those that say they are not ready: what they answer then is what is looked at. */
  sendsAnyway = false;
  private readonly backends: Backend[] = [];
  private readonly sockets = new Set<Socket>();
  private turn = 0;
  private timer: NodeJS.Timeout | null = null;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => this.serve(request, response));
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Listens on 127.0.0.1; who stands behind it is told afterwards. */
  static async listening(): Promise<Proxy> {
    const server = createServer({ requestTimeout: 0 });
    await new Promise<void>((ready) => {
      server.listen(0, '127.0.0.1', ready);
    });
    return new Proxy(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get readyPorts(): number[] {
    return this.ready.map(({ port }) => port);
  }

  stand(ports: readonly number[]): void {
    for (const port of ports) this.backends.push({ port, agent: new Agent({ keepAlive: true, maxFreeSockets: 64 }), isReady: false });
    this.timer = setInterval(() => this.backends.forEach(look), LOOK_EVERY_MS);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
    for (const { agent } of this.backends) agent.destroy();
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private get ready(): Backend[] {
    return this.backends.filter(({ isReady }) => isReady);
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const at = performance.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const answer: Answering = (status, headers, body) => {
        if (response.headersSent) return;
        this.seen.push({ method: request.method!, path: request.url!, status, ms: performance.now() - at, at, body: status >= 500 ? body.toString('utf8', 0, 2_000) : '', type: headers['content-type'] ?? '' });
        response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
      };
      this.forward(request, Buffer.concat(chunks), answer, this.readyPorts.length || 1);
    });
  }

  private forward(request: IncomingMessage, body: Buffer, answer: Answering, tries: number): void {
    const open = this.sendsAnyway ? this.backends : this.ready;
    const backend = open[this.turn++ % Math.max(1, open.length)];
    if (!backend) return answer(503, OWN, Buffer.from('nobody is ready'));
    const headers = { ...request.headers, connection: 'keep-alive', 'x-forwarded-for': '127.0.0.1' };
    const onward = ask({ port: backend.port, host: '127.0.0.1', method: request.method, path: request.url, headers, agent: backend.agent, timeout: PATIENCE_MS }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('error', () => answer(502, OWN, Buffer.from('cut in its answer')));
      reply.on('end', () => {
        const { connection: _, 'transfer-encoding': __, ...kept } = reply.headers;
        answer(reply.statusCode!, kept, Buffer.concat(parts));
      });
    });
    onward.on('timeout', () => onward.destroy(new Error('no answer in time')));
    onward.on('error', (error: NodeJS.ErrnoException) => {
      const hasNotLeft = error.code === 'ECONNREFUSED';
      if (hasNotLeft) backend.isReady = false;
      if (hasNotLeft && tries > 1) this.forward(request, body, answer, tries - 1);
      else answer(502, OWN, Buffer.from(error.message));
    });
    onward.end(body);
  }
}

const OWN = { 'x-from-proxy': '1' };

function look(backend: Backend): void {
  const call = ask({ port: backend.port, host: '127.0.0.1', path: '/health/ready', timeout: 3_000, agent: false }, (answer) => {
    answer.resume();
    backend.isReady = answer.statusCode === 200;
  });
  call.on('timeout', () => call.destroy(new Error('no answer')));
  call.on('error', () => (backend.isReady = false));
  call.end();
}
