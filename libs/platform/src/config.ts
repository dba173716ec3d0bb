import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Everything the program can be told from outside. Built once at boot, frozen, injected by this class. */
export class Config {
  readonly port: number;
  /** Where a process of the worker role alone answers /health and /metrics; null: nowhere. */
  readonly workerPort: number | null;
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
  /** How long, after SIGTERM, requests are still taken while /health/ready says that this process leaves. */
  readonly drainSeconds: number;
  /** `smtp://…` or null for files in `dataDir/mail`. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Base URL of the sandbox gateway, which exists only beside the demo world. */
  readonly sandboxUrl: string | null;
  /** Card payments; null where they are not offered. */
  readonly stripe: StripeConfig | null;
  /** Our bank account for transfers; null where they are not offered. */
  readonly transferAccount: TransferAccount | null;
  readonly logLevel: string;
  /** Opens /metrics from anywhere (`Authorization: Bearer …`); null: only this machine and private networks see it where the site is on https. */
  readonly metricsToken: string | null;
  /** `mailto:…` or `https://…`, told in /.well-known/security.txt (RFC 9116). */
  readonly securityContact: string | null;
  /** Signs sessions and tokens; 32 bytes hex. */
  readonly secret: string;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.port = integer(env, 'PORT', 3000, 0, 65_535);
    this.workerPort = env.WORKER_PORT ? integer(env, 'WORKER_PORT', 0, 0, 65_535) : null;
    this.dataDir = resolve(env.DATA_DIR || '.data');
    this.databaseUrl = address(env, 'DATABASE_URL', 'postgres', 'postgresql') ?? '';
    this.redisUrl = address(env, 'REDIS_URL', 'redis', 'rediss');
    this.s3Url = address(env, 'S3_URL', 's3');
    this.publicUrl = new URL(address(env, 'PUBLIC_URL', 'http', 'https') ?? `http://localhost:${this.port}`).origin;
    this.rateLimitFactor = positive(env, 'RATE_LIMIT_FACTOR', 1);
    this.drainSeconds = integer(env, 'DRAIN_SECONDS', 5, 0, 300);
    this.smtpUrl = address(env, 'SMTP_URL', 'smtp', 'smtps');
    this.mailFrom = env.MAIL_FROM || 'KriyaDesa <halo@kriyadesa.test>';
    this.sandboxUrl = address(env, 'SANDBOX_URL', 'http', 'https');
    this.stripe = stripe(env);
    this.transferAccount = transferAccount(env);
    this.logLevel = oneOf(env, 'LOG_LEVEL', ['info', 'fatal', 'error', 'warn', 'debug', 'trace', 'silent']);
    this.metricsToken = env.METRICS_TOKEN || null;
    if (this.metricsToken && this.metricsToken.length < 16) throw new InvalidConfig('METRICS_TOKEN must have at least 16 characters');
    this.securityContact = address(env, 'SECURITY_CONTACT', 'mailto', 'https');
    this.secret = env.SECRET || keptSecret(this.dataDir);
    if (this.isSecureOrigin && this.secret.length < 32) throw new InvalidConfig('SECRET must have at least 32 characters, for example 32 random bytes in hex');
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

export interface StripeConfig {
  /** `sk_…`, or a restricted `rk_…`. */
  secretKey: string;
  /** Two while the secret is being changed. */
  webhookSecrets: readonly string[];
  /** Origin of the API: Stripe's own, or a stand-in's. */
  apiBase: string;
}

function stripe(env: NodeJS.ProcessEnv): StripeConfig | null {
  const secretKey = env.STRIPE_SECRET_KEY;
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET;
  const base = address(env, 'STRIPE_API_BASE', 'http', 'https');
  if (!secretKey && !webhookSecret) return null;
  if (!secretKey || !/^(sk|rk)_(test|live)_\w+$/.test(secretKey)) throw new InvalidConfig('STRIPE_SECRET_KEY must be a secret or restricted key, sk_… or rk_…, whenever STRIPE_WEBHOOK_SECRET is set');
  const webhookSecrets = (webhookSecret ?? '').split(',').map((each) => each.trim());
  if (webhookSecrets.length > 2 || !webhookSecrets.every((each) => /^whsec_\S+$/.test(each))) throw new InvalidConfig('STRIPE_WEBHOOK_SECRET must be whsec_…, or two of them with a comma, whenever STRIPE_SECRET_KEY is set');
  // A stand-in is no place for a key that moves money.
  if (base && secretKey.includes('_live_')) throw new InvalidConfig('STRIPE_API_BASE must be unset beside a live key');
  return Object.freeze({ secretKey, webhookSecrets: Object.freeze(webhookSecrets), apiBase: new URL(base ?? 'https://api.stripe.com').origin });
}

export interface TransferAccount {
  bank: string;
  number: string;
  holder: string;
}

function transferAccount(env: NodeJS.ProcessEnv): TransferAccount | null {
  if (!env.TRANSFER_ACCOUNT) return null;
  const [bank = '', number = '', holder = '', ...more] = env.TRANSFER_ACCOUNT.split('|').map((part) => part.trim());
  const isOne = bank !== '' && /^\d[\d .-]{3,38}\d$/.test(number) && holder !== '' && more.length === 0;
  if (!isOne) throw new InvalidConfig('TRANSFER_ACCOUNT must name bank, account number and holder, as in BCA|1234567890|PT KriyaDesa');
  return Object.freeze({ bank, number, holder });
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const value = env[name] ? Number(env[name]) : fallback;
  if (!Number.isInteger(value) || value < min || value > max) throw new InvalidConfig(`${name} must be a whole number from ${min} to ${max}`);
  return value;
}

function positive(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = env[name] ? Number(env[name]) : fallback;
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidConfig(`${name} must be a number above 0`);
  return value;
}

// The value itself stays unsaid: addresses carry passwords.
function address(env: NodeJS.ProcessEnv, name: string, ...schemes: string[]): string | null {
  const text = env[name];
  if (!text) return null;
  const isOne = URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1));
  if (!isOne) throw new InvalidConfig(`${name} must be an address that begins with ${schemes.map((scheme) => (scheme === 'mailto' ? 'mailto:' : `${scheme}://`)).join(' or ')}`);
  return text;
}

function oneOf(env: NodeJS.ProcessEnv, name: string, choices: readonly [string, ...string[]]): string {
  const value = env[name] || choices[0];
  if (!choices.includes(value)) throw new InvalidConfig(`${name} must be one of ${choices.join(', ')}`);
  return value;
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    try {
      // Never over another's: two processes that start together must end up with the same.
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
