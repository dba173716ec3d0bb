import { Injectable } from '@nestjs/common';
import { TooManyRequests } from '#libs/platform';
import { AuthHandler, type AuthAnswer } from './auth/auth-handler.js';
import { WrongPassword } from './identity.errors.js';
import type { Visit } from './people.js';

/** An authenticator app as the second factor, for the settings page; begins to count once a first code is verified (`People.verifyTotp`). */
@Injectable()
export class SecondFactor {
  constructor(private readonly auth: AuthHandler) {}

  /** `uri` is `otpauth://…` for the QR code; each backup code works once. Throws WrongPassword. */
  async enable(visit: Visit, password: string): Promise<{ uri: string; backupCodes: string[] }> {
    const answer = accepted(await this.auth.post('/two-factor/enable', visit, { password }));
    const { totpURI, backupCodes } = JSON.parse(answer.body) as { totpURI: string; backupCodes: string[] };
    return { uri: totpURI, backupCodes };
  }

  /** Answers the cookies to set: the session is renewed. Throws WrongPassword. */
  async disable(visit: Visit, password: string): Promise<string[]> {
    const answer = accepted(await this.auth.post('/two-factor/disable', visit, { password }));
    const cookies = answer.headers['set-cookie'] ?? [];
    return Array.isArray(cookies) ? cookies : [cookies];
  }
}

function accepted(answer: AuthAnswer): AuthAnswer {
  if (answer.status === 429) throw new TooManyRequests(Number(answer.headers['x-retry-after']) || 60);
  if (answer.status >= 500) throw new Error(`second factor failed: ${answer.status}`);
  if (answer.status >= 400) throw new WrongPassword();
  return answer;
}
