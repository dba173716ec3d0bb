import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.js';

/** No body of ours is half as deep. Whatever walks a body (validation, the hash of an Idempotency-Key) walks it by recursion. */
const DEEPEST = 20;

/** Refuses a body nested beyond use as soon as it is parsed: a small one would else keep the only thread busy for seconds and end as a 500. */
export function refuseDeepBodies(server: Pick<FastifyInstance, 'addHook'>): void {
  server.addHook('preValidation', async (request) => {
    if (isDeeper(request.body, DEEPEST)) throw new TooDeep();
  });
}

class TooDeep extends Problem {
  constructor() {
    super({ code: 'bad_request', status: 400, title: { id: 'Permintaan ini bersarang terlalu dalam', en: 'This request is nested too deeply' } });
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}
