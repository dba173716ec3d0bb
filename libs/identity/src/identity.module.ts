import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorGuard } from './actor-guard.js';
import { AuthHandler } from './auth/auth-handler.js';
import { MailedOtp, OtpSender } from './auth/otp-sender.js';
import { Memberships } from './memberships.js';
import { People } from './people.js';
import { Roles } from './roles.js';
import { Sessions } from './sessions.js';
import { TrustedOrigins } from './trusted-origins.js';

/** People, sessions, memberships, and the guard of every route (registered here, so nobody can forget it). */
@Module({
  providers: [
    ActorGuard, AuthHandler, Memberships, People, Roles, Sessions, TrustedOrigins,
    { provide: APP_GUARD, useExisting: ActorGuard },
    { provide: OtpSender, useClass: MailedOtp },
  ],
  exports: [ActorGuard, AuthHandler, Memberships, People, Roles, Sessions, TrustedOrigins],
})
export class IdentityModule {}
