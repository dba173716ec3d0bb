import { createConnection } from 'node:net';
import { databaseFitness, redisFitness, type Config } from '#libs/platform';
import { hasDemoWorld } from '../demo/has-demo-world.js';
import { migrations } from '../migrations.js';
import { asked, FINE, verdictOf, type Check } from './check.js';

/** What use in earnest needs beyond a machine: services of one's own, secrets, ways to pay, and nothing of the demo. */
export function productionChecks(config: Config, env: NodeJS.ProcessEnv): Check[] {
  return [
    { name: 'secret', look: () => asked([{ is: (env.SECRET ?? '').length >= 32, wrong: 'set SECRET to 32 random bytes in hex, the same for every process: openssl rand -hex 32' }]) },
    { name: 'public address', look: () => asked([{ is: config.isSecureOrigin, wrong: 'set PUBLIC_URL to the https address: without it cookies are not Secure' }]) },
    {
      name: 'database',
      look: async () => (config.databaseUrl ? databaseFitness(config.databaseUrl, migrations) : verdictOf('set DATABASE_URL to a PostgreSQL 18 that is backed up')),
    },
    { name: 'queue', look: async () => (config.redisUrl ? redisFitness(config.redisUrl) : { wrong: [], notes: ['REDIS_URL is not set: the queue works on PostgreSQL, which is fine for one worker'] }) },
    { name: 'mail', look: () => mail(config) },
    { name: 'files', look: () => asked([{ is: config.s3Url !== null, note: `S3_URL is not set: every process must see the same ${config.dataDir}, and backups must hold it` }]) },
    { name: 'ways to pay', look: () => payment(config) },
    {
      name: 'limits and watching',
      look: () =>
        asked([
          { is: config.rateLimitFactor === 1, wrong: `RATE_LIMIT_FACTOR is ${config.rateLimitFactor}: guessing is as much cheaper; leave it at 1` },
          { is: config.metricsToken !== null, note: 'METRICS_TOKEN is not set: /metrics answers private networks only' },
          { is: config.securityContact !== null, note: 'SECURITY_CONTACT is not set: nobody learns where to report a weakness' },
        ]),
    },
    { name: 'no demo world', look: () => demo(config) },
  ];
}

async function mail(config: Config): Promise<Awaited<ReturnType<Check['look']>>> {
  if (!config.smtpUrl) return verdictOf('set SMTP_URL: without it mails lie in DATA_DIR and reach nobody');
  const url = new URL(config.smtpUrl);
  const silence = await reach(url.hostname, Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587));
  return asked([
    { is: silence === null, wrong: `the mail server ${silence}` },
    { is: !/\.test>?$/.test(config.mailFrom), wrong: 'set MAIL_FROM to an address of your domain' },
  ]);
}

function payment(config: Config): ReturnType<Check['look']> {
  return asked([
    { is: config.stripe !== null || config.transferAccount !== null, wrong: 'set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or TRANSFER_ACCOUNT: nobody can pay' },
    { is: !config.stripe || config.stripe.secretKey.includes('_live_'), wrong: 'STRIPE_SECRET_KEY is a test key: payments are not real' },
    { is: config.sandboxUrl === null, wrong: 'unset SANDBOX_URL: the sandbox pays with money that does not exist' },
  ]);
}

async function demo(config: Config): Promise<Awaited<ReturnType<Check['look']>>> {
  if (!config.databaseUrl) return FINE;
  // An empty database has no people yet; that its tables are missing is said elsewhere.
  const isThere = await hasDemoWorld(config).catch(() => false);
  return asked([{ is: !isThere, wrong: 'the demo people and their known password are in this database: use another one' }]);
}

/** Null when somebody listens there. */
function reach(host: string, port: number): Promise<string | null> {
  return new Promise((answer) => {
    const socket = createConnection({ host, port, timeout: 3_000 });
    const say = (silence: string | null) => {
      socket.destroy();
      answer(silence);
    };
    socket.on('connect', () => say(null));
    socket.on('error', (error) => say(`cannot be reached: ${error.message}`));
    socket.on('timeout', () => say('does not answer within 3 s'));
  });
}
