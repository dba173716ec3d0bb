import { Injectable } from '@nestjs/common';
import { Database, newId, Problem, TooManyRequests, type Id, type Locale } from '#libs/platform';
import { AuthEngine } from './auth/auth-engine.js';
import { AuthHandler, type AuthAnswer } from './auth/auth-handler.js';
import { EmailTaken, InvalidEmail, InvalidSignIn, ResetLinkInvalid, WeakPassword, WrongCode } from './identity.errors.js';
import { contactRow, contactRows, type Contact } from './people.queries.js';

export interface SignUp {
  email: string;
  password: string;
  name: string;
  locale: Locale;
}

/** What a page does after a form: set the cookies, and ask for the second factor when it is due. */
export interface SignIn {
  /** Whole Set-Cookie header values. */
  cookies: string[];
  /** True when the password was right and a code is due (`verifyTotp`). */
  secondFactor: boolean;
}

/** The page's request: its headers (`cookie`, `user-agent` count) and the client's address. */
export interface Visit {
  ip: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The people: signing in for the web forms (same engine and limits as the API), and what others may know of them. */
@Injectable()
export class People {
  /** Demo people share one password; hashing it once keeps seeding fast. */
  private readonly hashes = new Map<string, Promise<string>>();

  constructor(
    private readonly db: Database,
    private readonly auth: AuthHandler,
    private readonly engine: AuthEngine,
  ) {}

  /** Creates the account and signs in. Throws EmailTaken, InvalidEmail, WeakPassword, TooManyRequests. */
  async signUp(visit: Visit, person: SignUp): Promise<SignIn> {
    return signedIn(await this.auth.post('/sign-up/email', visit, person), InvalidEmail);
  }

  /** Throws InvalidSignIn (one answer for wrong password and unknown account), TooManyRequests. */
  async signIn(visit: Visit, credentials: { email: string; password: string }): Promise<SignIn> {
    return signedIn(await this.auth.post('/sign-in/email', visit, credentials));
  }

  /** The second step of signing in, with the cookies that `signIn` set. Throws WrongCode, TooManyRequests. */
  async verifyTotp(visit: Visit, code: string): Promise<SignIn> {
    return signedIn(await this.auth.post('/two-factor/verify-totp', visit, { code }), WrongCode);
  }

  /** Mails or texts a code to a telephone (E.164); the same answer whether the number is known or not. */
  async sendCode(visit: Visit, phone: string): Promise<void> {
    signedIn(await this.auth.post('/phone-number/send-otp', visit, { phoneNumber: phone }), WrongCode);
  }

  /** Signs in with that code, making the account at the first time. Throws WrongCode, TooManyRequests. */
  async signInWithCode(visit: Visit, phone: string, code: string, locale: Locale): Promise<SignIn> {
    return signedIn(await this.auth.post('/phone-number/verify', visit, { phoneNumber: phone, code, locale }), WrongCode);
  }

  /** Ends the session; answers the cookies that clear it. */
  async signOut(visit: Visit): Promise<SignIn> {
    return signedIn(await this.auth.post('/sign-out', visit, {}));
  }

  /** Mails a link to `/reset-password?token=…` (`/en/…`), valid one hour; says nothing about whether the account exists. */
  async requestReset(visit: Visit, email: string): Promise<void> {
    signedIn(await this.auth.post('/request-password-reset', visit, { email }));
  }

  /** Sets the password and ends all sessions. Throws ResetLinkInvalid, WeakPassword. */
  async resetPassword(visit: Visit, token: string, password: string): Promise<void> {
    signedIn(await this.auth.post('/reset-password', visit, { token, newPassword: password }), ResetLinkInvalid);
  }

  /** An account made by the program (demo people), in the caller's transaction. `phone` counts as verified. Throws EmailTaken. */
  async create(person: SignUp & { emailVerified?: boolean; phone?: string }): Promise<Id<'usr'>> {
    const { email, password, name, locale, emailVerified = false, phone = null } = person;
    const hash = this.hashes.get(password) ?? this.engine.passwords.hash(password);
    this.hashes.set(password, hash);
    const id = newId('usr');
    const made = await this.db.query(
      `WITH person AS (
         INSERT INTO identity.person (id, name, email, email_verified, phone_number, phone_number_verified, locale)
         VALUES ($1, $2, lower($3), $4, $5, $5::text IS NOT NULL, $6) ON CONFLICT (email) DO NOTHING RETURNING id)
       INSERT INTO identity.account (id, account_id, provider_id, user_id, password, updated_at)
       SELECT $7, id, 'credential', id, $8, CURRENT_TIMESTAMP FROM person RETURNING user_id`,
      [id, name, email, emailVerified, phone, locale, newId('acc'), await hash],
    );
    if (made.length === 0) throw new EmailTaken();
    return id;
  }

  async byEmail(email: string): Promise<Contact | null> {
    return contactRow(this.db, email);
  }

  async contact(userId: Id<'usr'>): Promise<Contact | null> {
    return (await this.contacts([userId]))[0] ?? null;
  }

  /** Those of the people who exist, in one statement, in no order. */
  async contacts(userIds: readonly Id<'usr'>[]): Promise<Contact[]> {
    return contactRows(this.db, userIds);
  }
}

type Refusal = new () => Problem;

/** The engine's answer as cookies, or as the refusal that its code means; `otherwise` is the form's own. */
function signedIn(answer: AuthAnswer, otherwise: Refusal = InvalidSignIn): SignIn {
  const body = (answer.body ? JSON.parse(answer.body) : null) as { code?: string; twoFactorRedirect?: boolean } | null;
  if (answer.status < 400) {
    const cookies = answer.headers['set-cookie'] ?? [];
    return { cookies: Array.isArray(cookies) ? cookies : [cookies], secondFactor: body?.twoFactorRedirect === true };
  }
  if (answer.status === 429) throw new TooManyRequests(Number(answer.headers['x-retry-after']) || 60);
  if (answer.status >= 500) throw new Error(`signing in failed: ${answer.status} ${body?.code ?? ''}`);
  const code = body?.code ?? '';
  if (code.startsWith('USER_ALREADY_EXISTS') || code === 'FAILED_TO_CREATE_USER') throw new EmailTaken();
  if (code === 'PASSWORD_TOO_SHORT' || code === 'PASSWORD_TOO_LONG') throw new WeakPassword();
  throw new otherwise();
}
