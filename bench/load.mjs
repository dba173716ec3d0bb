import { connect } from 'node:net';

/** One keep-alive connection to a server on this machine, one request at a time. Refuses any other machine: this is a load generator. */
export class Connection {
  #socket = null;
  #received = Buffer.alloc(0);
  #waiting = null;

  constructor(port) {
    this.port = port;
  }

  /** Answers `{ status, headers (raw text), body (Buffer) }`. `body`: an object goes as JSON, URLSearchParams as a form. */
  async send(method, path, { headers = {}, body } = {}) {
    if (!this.#socket || this.#socket.destroyed) await this.#open();
    const isForm = body instanceof URLSearchParams;
    const text = body === undefined ? (method === 'GET' ? null : '') : isForm ? String(body) : JSON.stringify(body);
    const lines = [`${method} ${path} HTTP/1.1`, `host: localhost:${this.port}`];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    if (text) lines.push(`content-type: ${isForm ? 'application/x-www-form-urlencoded' : 'application/json'}`);
    if (text !== null) lines.push(`content-length: ${Buffer.byteLength(text)}`);
    return new Promise((done, failed) => {
      this.#waiting = { done, failed };
      this.#socket.write(`${lines.join('\r\n')}\r\n\r\n${text ?? ''}`);
    });
  }

  close() {
    this.#socket?.destroy();
    this.#socket = null;
  }

  async #open() {
    this.#received = Buffer.alloc(0);
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.#socket = socket;
    socket.on('data', (part) => this.#receive(part));
    const broken = (error) => {
      socket.destroy();
      this.#waiting?.failed(error ?? new Error('the server hung up'));
      this.#waiting = null;
    };
    await new Promise((done, failed) => socket.once('connect', done).once('error', failed));
    socket.on('error', broken).on('close', () => broken());
  }

  #receive(part) {
    this.#received = this.#received.length > 0 ? Buffer.concat([this.#received, part]) : part;
    const answer = parse(this.#received);
    if (!answer) return;
    const { done } = this.#waiting;
    this.#received = Buffer.alloc(0);
    this.#waiting = null;
    done(answer);
  }
}

/** A whole answer, or null while some of it is missing. */
function parse(received) {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const headers = received.latin1Slice(0, end);
  const status = Number(headers.slice(9, 12));
  const start = end + 4;
  if (status === 204 || status === 304) return { status, headers, body: Buffer.alloc(0) };
  const length = /^content-length: *(\d+)/im.exec(headers);
  if (length) return received.length < start + Number(length[1]) ? null : { status, headers, body: received.subarray(start, start + Number(length[1])) };
  if (!received.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return null;
  return { status, headers, body: joined(received.subarray(start)) };
}

/** The body of an answer that came in chunks. */
function joined(chunks) {
  const parts = [];
  for (let at = 0; ; ) {
    const line = chunks.indexOf('\r\n', at);
    const size = Number.parseInt(chunks.latin1Slice(at, line), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(chunks.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
}

/** The answer's JSON; throws for anything but success. */
export function json({ status, body }) {
  if (status >= 400) throw new Error(`${status} ${body.toString().slice(0, 120)}`);
  return JSON.parse(body);
}

/**
 * A user action of several requests. Closed loop: each of `connections` users does one `action(connection, turn)` after another for so many seconds.
 * Answers latencies in ms, how many were done in how long, and the errors by their words.
 */
export async function actions({ port, action, connections, seconds, firstTurn = 0 }) {
  const times = [];
  const errors = new Map();
  let turn = firstTurn;
  const until = performance.now() + seconds * 1000;
  const user = async () => {
    const connection = new Connection(port);
    while (performance.now() < until) {
      const began = performance.now();
      try {
        await action(connection, turn++);
        times.push(performance.now() - began);
      } catch (error) {
        errors.set(error.message, (errors.get(error.message) ?? 0) + 1);
        connection.close();
      }
    }
    connection.close();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, user));
  return { times, errors, done: times.length, seconds: (performance.now() - began) / 1000, nextTurn: turn };
}
