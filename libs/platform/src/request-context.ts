import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** The id that ties a request, its log lines, its events and the jobs that follow together. */
export function currentRequestId(): string | null {
  return requests.getStore() ?? null;
}

export function withRequestId<T>(requestId: string, work: () => T): T {
  return requests.run(requestId, work);
}
