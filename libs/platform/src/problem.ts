import type { Words } from './words.js';

export interface FieldError {
  /** JSON pointer into the request body, for example `/address/phone`. */
  pointer: string;
  message: Words;
}

export interface ProblemSpec {
  /** Stable, lower snake_case; clients switch on it. */
  code: string;
  status: number;
  title: Words;
  detail?: Words;
  errors?: FieldError[];
  /** Extra members of the problem document, for example the new total. */
  extra?: Record<string, unknown>;
}

/** A refusal that a person or a client is told about (RFC 9457). Every refusal in the libs extends it. */
export class Problem extends Error {
  constructor(readonly spec: ProblemSpec) {
    super(`${spec.code}: ${spec.detail?.en ?? spec.title.en ?? spec.title.id}`);
    this.name = new.target.name;
  }

  get code(): string {
    return this.spec.code;
  }

  get status(): number {
    return this.spec.status;
  }
}

/** Missing, or not yours: the two must not be told apart. */
export class NotFound extends Problem {
  constructor() {
    super({ code: 'not_found', status: 404, title: { id: 'Tidak ditemukan', en: 'Not found' } });
  }
}

export class Unauthenticated extends Problem {
  constructor() {
    super({ code: 'unauthenticated', status: 401, title: { id: 'Silakan masuk dahulu', en: 'Please sign in first' } });
  }
}

/** The role is missing; never used for things of others, which are not found. */
export class Forbidden extends Problem {
  constructor() {
    super({ code: 'forbidden', status: 403, title: { id: 'Anda tidak berwenang', en: 'You may not do this' } });
  }
}

/** The shape of the input is wrong. */
export class InvalidInput extends Problem {
  constructor(errors: FieldError[]) {
    super({ code: 'invalid_input', status: 400, title: { id: 'Isian belum benar', en: 'Some input is not right' }, errors });
  }

  static at(pointer: string, message: Words): InvalidInput {
    return new InvalidInput([{ pointer, message }]);
  }
}

/** The shape is right, the meaning is refused. */
export class Refused extends Problem {
  constructor(code: string, title: Words, errors?: FieldError[]) {
    super({ code, status: 422, title, ...(errors ? { errors } : {}) });
  }
}

/** The state of the thing forbids it. */
export class Conflict extends Problem {
  constructor(code: string, title: Words, extra?: Record<string, unknown>) {
    super({ code, status: 409, title, ...(extra ? { extra } : {}) });
  }
}

export class TooManyRequests extends Problem {
  constructor(readonly retryAfterSeconds: number) {
    super({
      code: 'too_many_requests',
      status: 429,
      title: { id: 'Terlalu banyak permintaan; coba lagi nanti', en: 'Too many requests; please try again later' },
      extra: { retryAfterSeconds },
    });
  }
}
