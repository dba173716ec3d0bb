import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { betterAuth } from 'better-auth';
import { bearer } from 'better-auth/plugins/bearer';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { Pool } from 'pg';
import { Config, Mailer, newId, RateLimits, type Locale } from '#libs/platform';
import { ACCOUNT, PHONE, SESSION, TWO_FACTOR, USER, VERIFICATION } from './auth-columns.js';
import { countAccountTry, localeField, personBeforeWrite, refuseSecondFactorByPhone, settleSignIn } from './auth-hooks.js';
import { ADDRESS_DEFAULT, ADDRESS_RULES, limitStorage } from './auth-limits.js';
import { OtpSender } from './otp-sender.js';
import { Passwords } from './passwords.js';
import { phoneMailbox } from './phone-mailbox.js';
import { resetMail } from './reset-mail.js';
import { cookiePrefix, engineSecret } from './session-cookie.js';

/** The header in which the engine finds the client's address; whatever a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-kriyadesa-address';
export const SESSION_DAYS = 30;

const IDS: Record<string, string> = { session: 'ses', account: 'acc', verification: 'ver', twoFactor: 'tfa' };

// Sign-in is by e-mail and password or by telephone code; what else the engine offers stays shut.
const SHUT = [
  '/sign-in/social', '/link-social', '/unlink-account', '/refresh-token', '/get-access-token', '/account-info', '/error', '/ok',
  '/sign-in/phone-number', '/phone-number/request-password-reset', '/phone-number/reset-password', '/two-factor/send-otp', '/two-factor/verify-otp',
];

/** better-auth, configured. Nothing outside this folder knows that it is there. */
@Injectable()
export class AuthEngine implements OnApplicationShutdown {
  readonly passwords = new Passwords();
  readonly handler: (request: Request) => Promise<Response>;
  private readonly pool: Pool;
  private readonly underway = new Set<Promise<unknown>>();
  private readonly log = new Logger('identity');

  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
    private readonly otp: OtpSender,
    private readonly limits: RateLimits,
  ) {
    this.pool = new Pool({
      connectionString: config.databaseUrl, options: '-c search_path=identity', application_name: 'kriyadesa identity',
      max: 4, connectionTimeoutMillis: 5_000, statement_timeout: 15_000,
    });
    // Without these a lost connection would end the process, whether idle or checked out.
    this.pool.on('error', (error) => this.log.warn(`connection lost: ${error.message}`));
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
    this.handler = betterAuth(this.options()).handler;
  }

  /** The settled options, also for printing the tables (`compileMigrations`). */
  private options() {
    return {
      appName: 'KriyaDesa',
      baseURL: this.config.publicUrl,
      basePath: '/api/auth',
      secret: engineSecret(this.config),
      trustedOrigins: [this.config.publicUrl],
      database: this.pool,
      telemetry: { enabled: false },
      logger: { level: 'error' as const, log: (_: string, message: string) => this.log.warn(message) },
      // What is no refusal is thrown on, so that an outage is answered as one.
      onAPIError: { throw: true },
      disabledPaths: SHUT,
      user: { ...USER, additionalFields: { locale: localeField } },
      session: { ...SESSION, expiresIn: SESSION_DAYS * 86_400, disableSessionRefresh: true },
      account: ACCOUNT,
      verification: VERIFICATION,
      emailAndPassword: {
        enabled: true,
        minPasswordLength: 8,
        maxPasswordLength: 128,
        revokeSessionsOnPasswordReset: true,
        resetPasswordTokenExpiresIn: 3600,
        password: {
          hash: (password: string) => this.passwords.hash(password),
          verify: ({ hash, password }: { hash: string; password: string }) => this.passwords.verify(hash, password),
        },
        sendResetPassword: ({ user, token }: { user: { email: string; name: string }; token: string }) => this.sendReset(user, token),
      },
      rateLimit: { enabled: true, ...ADDRESS_DEFAULT, customRules: ADDRESS_RULES, customStorage: limitStorage(this.limits) },
      databaseHooks: { user: { create: { before: personBeforeWrite }, update: { before: personBeforeWrite } } },
      hooks: { before: countAccountTry(this.limits), after: settleSignIn(this.limits) },
      plugins: [
        bearer(),
        phoneNumber({
          schema: PHONE,
          otpLength: 6,
          expiresIn: 300,
          allowedAttempts: 3,
          phoneNumberValidator: (number) => /^\+[1-9]\d{7,14}$/.test(number),
          sendOTP: ({ phoneNumber: number, code }) => this.otp.send(number, code),
          signUpOnVerification: { getTempEmail: phoneMailbox, getTempName: (number) => number },
          callbackOnVerification: refuseSecondFactorByPhone,
        }),
        twoFactor({ schema: TWO_FACTOR, issuer: 'KriyaDesa' }),
      ],
      advanced: {
        cookiePrefix: cookiePrefix(this.config),
        // The engine's own prefix would be `__Secure-`; ours is `__Host-`, which demands the same and more.
        useSecureCookies: false,
        defaultCookieAttributes: { secure: this.config.isSecureOrigin, httpOnly: true, sameSite: 'lax' as const, path: '/' },
        ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
        database: { generateId: ({ model }: { model: string }) => newId(model === 'user' ? 'usr' : (IDS[model] ?? 'row')) },
        // Mail must not make a known account answer later than an unknown one.
        backgroundTasks: { handler: (task: Promise<unknown>) => this.inBackground(task) },
      },
    };
  }

  private async sendReset(user: { email: string; name: string; locale?: string }, token: string): Promise<void> {
    const locale: Locale = user.locale === 'en' ? 'en' : 'id';
    const link = `${this.config.publicUrl}${locale === 'en' ? '/en' : ''}/reset-password?token=${encodeURIComponent(token)}`;
    await this.mailer.send(resetMail({ to: user.email, name: user.name, locale, link }));
  }

  private inBackground(task: Promise<unknown>): void {
    const kept = task.catch((error: unknown) => this.log.error(`mail or code not sent: ${error instanceof Error ? error.message : 'unknown'}`)).finally(() => this.underway.delete(kept));
    this.underway.add(kept);
  }

  /** Waits for mails and codes that are on their way. */
  async settled(): Promise<void> {
    await Promise.all(this.underway);
  }

  /** Once nobody is served any more: requests under way still need the pool. */
  async onApplicationShutdown(): Promise<void> {
    await this.settled();
    await this.pool.end();
  }
}
