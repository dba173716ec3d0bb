import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostileGateway {
  url: string;
  /** From now on every call gets this answer; null passes them on to the bank. */
  answer: (hostile: HostileAnswer | null) => void;
  close: () => void;
}

/** What is sent instead of the bank's answer, of which it is told. */
export type HostileAnswer = (response: ServerResponse, honest: Honest) => void;

export interface Honest {
  status: number;
  body: string;
}

/** Stands between the program and the bank. Everything reaches the bank and is written in its books; what comes back is another matter. */
export async function hostileGateway(bankUrl: string): Promise<HostileGateway> {
  let hostile: HostileAnswer | null = null;
  const server = createServer((request, response) => {
    ask(bankUrl, request).then(
      (honest) => (hostile ? hostile(response, honest) : send(response, honest.status, 'application/json', honest.body)),
      () => response.destroy(),
    );
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (next) => (hostile = next),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

async function ask(bankUrl: string, request: IncomingMessage): Promise<Honest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { authorization = '', 'idempotency-key': key = '' } = request.headers;
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const answer = await fetch(`${bankUrl}${request.url}`, { method: request.method!, headers: { authorization, 'idempotency-key': String(key), 'content-type': 'application/json' }, ...body });
  return { status: answer.status, body: await answer.text() };
}
