import { Conflict, Problem, Refused } from '../problem.js';

export class IdempotencyKeyMissing extends Problem {
  constructor() {
    super({
      code: 'idempotency_key_missing',
      status: 400,
      title: { id: 'Kepala Idempotency-Key wajib ada', en: 'The Idempotency-Key header is required' },
      detail: { id: 'Kirim satu teks acak, 1 sampai 255 huruf, untuk setiap hal yang dilakukan sekali', en: 'Send one random text of 1 to 255 visible characters for each thing to be done once' },
    });
  }
}

/** The key was used before for something else. */
export class IdempotencyKeyReused extends Refused {
  constructor() {
    super('idempotency_key_reused', { id: 'Idempotency-Key ini sudah dipakai untuk isian lain', en: 'This Idempotency-Key was used with another body' });
  }
}

/** The first request with this key has not been answered yet. */
export class IdempotencyKeyRunning extends Conflict {
  constructor(retryAfterSeconds: number) {
    super('idempotency_key_running', { id: 'Permintaan dengan Idempotency-Key ini masih dikerjakan', en: 'The request with this Idempotency-Key is still running' }, { retryAfterSeconds });
  }
}
