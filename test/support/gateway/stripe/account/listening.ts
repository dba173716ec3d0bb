import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { newId, type Event } from './objects.js';
import type { Telling } from './telling.js';

/**
 * Stripe's side of `stripe listen` (github.com/stripe/stripe-cli: pkg/stripeauth, pkg/websocket): a session is made over HTTP, then
 * events go down a WebSocket as `webhook_event` with the signed headers, and the shop's answer comes back as `webhook_response`.
 */
export function listening(server: Server, telling: Telling, secret: string): (request: IncomingMessage) => object | null {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has('stripecli-devproxy-v1') ? 'stripecli-devproxy-v1' : false) });
  const known = new Set<string>();
  server.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/subscribe/') || !known.has(String(request.headers['websocket-id']))) {
      socket.end('HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n\r\n{"error":{"message":"Unknown WebSocket ID."}}');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connected) => connect(connected, telling));
  });
  return (request) => {
    if (request.method !== 'POST' || request.url !== '/v1/stripecli/sessions') return null;
    const id = newId('cliws');
    known.add(id);
    return {
      websocket_id: id, websocket_url: `ws://${String(request.headers.host)}/subscribe/acct_standin`, websocket_authorized_feature: 'webhooks', secret, reconnect_delay: 3_600,
      display_connect_filter_warning: false, default_version: '2026-10-28.endive', latest_version: '2026-10-28.endive', device_token: '',
    };
  };
}

function connect(socket: WebSocket, telling: Telling): void {
  const waiting = new Map<string, (taken: boolean) => void>();
  telling.listener = (_event: Event, body, headers) =>
    new Promise((answered) => {
      const conversation = newId('wc');
      waiting.set(conversation, answered);
      socket.send(
        JSON.stringify({
          // No version of its own: the CLI leaves out what is meant for an endpoint with one, unless it is told `--latest`.
          type: 'webhook_event', endpoint: { api_version: null }, event_payload: body, http_headers: headers, webhook_conversation_id: conversation, webhook_id: newId('we'),
        }),
      );
      setTimeout(() => answered(false), 10_000).unref();
    });
  socket.on('message', (data: Buffer) => {
    const said = JSON.parse(data.toString('utf8')) as { type: string; status?: number; webhook_conversation_id?: string };
    if (said.type !== 'webhook_response') return;
    waiting.get(said.webhook_conversation_id ?? '')?.(said.status! >= 200 && said.status! < 300);
    waiting.delete(said.webhook_conversation_id ?? '');
  });
  socket.on('close', () => {
    telling.listener = null;
  });
}
