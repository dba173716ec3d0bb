import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessCheck } from './access-check.js';
import { ActorGuard } from './actor-guard.js';
import { AuthEngine } from './auth/auth-engine.js';
import { AuthHandler } from './auth/auth-handler.js';
import { MailedOtp, OtpSender } from './auth/otp-sender.js';
import { ExpiredSessions } from './expired-sessions.js';
import { Memberships } from './memberships.js';
import { People } from './people.js';
import { Roles } from './roles.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';
import { TrustedOrigins } from './trusted-origins.js';

/** People, sessions, memberships, and the guard of every route (registered here, so nobody can forget it). */
@Module({
  imports: [DiscoveryModule],
  providers: [
    AccessCheck, ActorGuard, AuthEngine, AuthHandler, ExpiredSessions, Memberships, People, Roles, SecondFactor, Sessions, TrustedOrigins,
    { provide: APP_GUARD, useExisting: ActorGuard },
    { provide: OtpSender, useClass: MailedOtp },
  ],
  exports: [ActorGuard, AuthHandler, Memberships, People, Roles, SecondFactor, Sessions, TrustedOrigins],
})
export class IdentityModule {}
