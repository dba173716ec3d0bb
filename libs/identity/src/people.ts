import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Id, type Locale } from '#libs/platform';

export interface Contact {
  userId: Id<'usr'>;
  name: string;
  email: string;
  /** E.164, verified; null when the person gave none. */
  phone: string | null;
  locale: Locale;
}

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

/** The headers of the page's request that signing in needs: `cookie`, `user-agent`. */
export interface Visit {
  ip: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The people: signing in for the web forms (same limits as the API), and what others may know of them. */
@Injectable()
export class People {
  constructor(private readonly db: Database) {}

  /** Creates the account and signs in. Throws EmailTaken, WeakPassword, TooManyRequests. */
  async signUp(visit: Visit, person: SignUp): Promise<SignIn> {
    throw new Error(`not there yet ${visit.ip} ${person.email}`);
  }

  /** Throws InvalidSignIn (one answer for wrong password and unknown account), TooManyRequests. */
  async signIn(visit: Visit, credentials: { email: string; password: string }): Promise<SignIn> {
    throw new Error(`not there yet ${visit.ip} ${credentials.email}`);
  }

  /** The second step of signing in, with the cookies that `signIn` set. Throws WrongCode. */
  async verifyTotp(visit: Visit, code: string): Promise<SignIn> {
    throw new Error(`not there yet ${visit.ip} ${code}`);
  }

  /** Ends the session; answers the cookies that clear it. */
  async signOut(visit: Visit): Promise<SignIn> {
    throw new Error(`not there yet ${visit.ip}`);
  }

  /** Mails a link to `/reset-password?token=…` (`/en/…`); says nothing about whether the account exists. */
  async requestReset(visit: Visit, email: string): Promise<void> {
    throw new Error(`not there yet ${visit.ip} ${email}`);
  }

  /** Sets the password and ends all sessions. Throws ResetLinkInvalid, WeakPassword. */
  async resetPassword(visit: Visit, token: string, password: string): Promise<void> {
    throw new Error(`not there yet ${visit.ip} ${token} ${password}`);
  }

  /** An account made by the program (demo people), in the caller's transaction. Throws EmailTaken. */
  async create(person: SignUp & { emailVerified?: boolean; phone?: string }): Promise<Id<'usr'>> {
    throw new Error(`not there yet ${person.email}`);
  }

  async byEmail(email: string): Promise<Contact | null> {
    return this.db.one<Contact>('SELECT id AS "userId", name, email, phone_number AS phone, locale FROM identity.person WHERE email = lower($1)', [email]);
  }

  async contact(userId: Id<'usr'>): Promise<Contact | null> {
    return (await this.contacts([userId]))[0] ?? null;
  }

  /** Those of the people who exist, in one statement, in no order. */
  async contacts(userIds: readonly Id<'usr'>[]): Promise<Contact[]> {
    return this.db.query<Contact>(
      `SELECT id AS "userId", name, email, CASE WHEN phone_number_verified THEN phone_number END AS phone, locale
       FROM identity.person WHERE id = ANY($1::text[])`,
      [[...new Set(userIds)]],
    );
  }

  /** The signed-in person themselves. */
  async me(actor: Actor): Promise<Contact | null> {
    return this.contact(actor.requireSignedIn());
  }
}
