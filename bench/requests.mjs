import autocannon from 'autocannon';

/**
 * One kind of request, many addresses, by autocannon: `connections` clients, each from a place of its own in the list. Answers latencies in ms, how many
 * were done in how long, and the errors by their words.
 */
export async function requests({ port, paths, headers = {}, connections, seconds }) {
  const times = [];
  const errors = new Map();
  const note = (words) => errors.set(words, (errors.get(words) ?? 0) + 1);
  let client = 0;
  const list = paths.map((path) => ({ method: 'GET', path, headers }));
  const began = performance.now();
  const run = autocannon({
    url: `http://127.0.0.1:${port}`, connections, duration: seconds, timeout: 10, requests: list,
    setupClient: (each) => {
      const from = Math.floor((client++ * list.length) / connections);
      each.setRequests([...list.slice(from), ...list.slice(0, from)]);
    },
  });
  run.on('response', (_, status, __, ms) => {
    if (status < 300) times.push(ms);
    else note(`answered ${status}`);
  });
  run.on('reqError', (error) => note(error.message));
  const result = await run;
  if (result.timeouts > 0) note('timed out');
  return { times, errors, done: result.requests.total, seconds: (performance.now() - began) / 1000 };
}
