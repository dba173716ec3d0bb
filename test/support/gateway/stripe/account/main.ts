import type { AddressInfo } from 'node:net';
import { adminOf } from './admin.js';
import { routes } from './api.js';
import { Books } from './books.js';
import { listening } from './listening.js';
import { Mischief } from './mischief.js';
import { payPage } from './page.js';
import { apiServer, type Heard } from './server.js';
import { Telling } from './telling.js';

// A stand-in for one Stripe account: a process of its own that shares no code with the shop.
const { STANDIN_BOOKS = '', STANDIN_PORT = '0', STANDIN_KEY = '', STANDIN_WEBHOOK_SECRET = '', STANDIN_WEBHOOK_URL = '' } = process.env;

const mischief = new Mischief();
const heard: Heard[] = [];
const telling: Telling = new Telling(mischief, STANDIN_WEBHOOK_SECRET, () => books);
const books: Books = new Books(STANDIN_BOOKS, (event) => telling.hear(event));
telling.url = STANDIN_WEBHOOK_URL || null;

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const door: { cli?: ReturnType<typeof listening> } = {};
const server = apiServer({
  books,
  mischief,
  heard,
  routes: routes(books, mischief, origin),
  admin: adminOf(books, mischief, telling, heard),
  page: payPage(books, mischief),
  cli: (request) => door.cli!(request),
  apiKey: STANDIN_KEY,
});
door.cli = listening(server, telling, STANDIN_WEBHOOK_SECRET);
// A tester's kept connection must not be closed at the moment of its next request.
server.keepAliveTimeout = 600_000;
server.listen(Number(STANDIN_PORT), '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
  telling.resume();
});
// It ends with its parent.
process.on('disconnect', () => process.exit(0));
