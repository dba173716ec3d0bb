import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Everything the program can be told from outside. Built once at boot, frozen, injected by this class. */
export class Config {
  readonly port: number;
  /** Absolute folder for the embedded database, uploaded files, outgoing mail and the generated secret. */
  readonly dataDir: string;
  /** Set by the embedded server when the variable is absent. */
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** `s3://key:secret@host[:port]/bucket?region=…[&tls=0]` or null for files in `dataDir`. */
  readonly s3Url: string | null;
  /** Origin without a trailing slash. */
  readonly publicUrl: string;
  readonly rateLimitFactor: number;
  /** `smtp://…` or null for files in `dataDir/mail`. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Base URL of the sandbox gateway, which exists only beside the demo world. */
  readonly sandboxUrl: string | null;
  readonly logLevel: string;
  /** Signs sessions and tokens; 32 bytes hex. */
  readonly secret: string;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.port = integer(env, 'PORT', 3000, 0, 65_535);
    this.dataDir = resolve(env.DATA_DIR || '.data');
    this.databaseUrl = env.DATABASE_URL || '';
    this.redisUrl = env.REDIS_URL || null;
    this.s3Url = env.S3_URL || null;
    this.publicUrl = origin(env.PUBLIC_URL || `http://localhost:${this.port}`);
    this.rateLimitFactor = positive(env, 'RATE_LIMIT_FACTOR', 1);
    this.smtpUrl = env.SMTP_URL || null;
    this.mailFrom = env.MAIL_FROM || 'KriyaDesa <halo@kriyadesa.test>';
    this.sandboxUrl = env.SANDBOX_URL || null;
    this.logLevel = env.LOG_LEVEL || 'info';
    this.secret = env.SECRET || keptSecret(this.dataDir);
    Object.freeze(this);
  }

  get isSecureOrigin(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  /** A key for one purpose, so that no two uses share the secret itself. */
  keyFor(purpose: string): Buffer {
    return createHash('sha256').update(`${purpose}\0${this.secret}`).digest();
  }
}

export class InvalidConfig extends Error {}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const value = env[name] ? Number(env[name]) : fallback;
  if (!Number.isInteger(value) || value < min || value > max) throw new InvalidConfig(`${name} must be a whole number from ${min} to ${max}`);
  return value;
}

function positive(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = env[name] ? Number(env[name]) : fallback;
  if (!(value > 0)) throw new InvalidConfig(`${name} must be a number above 0`);
  return value;
}

function origin(text: string): string {
  if (!URL.canParse(text)) throw new InvalidConfig(`PUBLIC_URL is not an address: ${text}`);
  return new URL(text).origin;
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString('hex');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
