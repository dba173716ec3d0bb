import { Injectable } from '@nestjs/common';

/** A request to `/api/auth/*` as the HTTP server has it. */
export interface AuthRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed body, if any. */
  body?: unknown;
  ip: string;
}

export interface AuthAnswer {
  status: number;
  /** Several values only for Set-Cookie. */
  headers: Record<string, string | string[]>;
  body: string;
}

/** The door to the sign-in engine's own routes. */
@Injectable()
export class AuthHandler {
  async handle(request: AuthRequest): Promise<AuthAnswer> {
    throw new Error(`not there yet: ${request.url}`);
  }
}
