import type { SandboxCredentials } from './sandbox-credentials.js';

/** A running stand-in bank. */
export interface Bank {
  /** For SANDBOX_URL. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in bank as a process of its own; it ends with its parent.
 * `booksFile` is its append-only record and survives restarts; port 0 takes a free one.
 */
export function startBank(_settings: SandboxCredentials & { booksFile: string; port?: number; entry?: string }): Promise<Bank> {
  throw new Error('not built yet');
}
