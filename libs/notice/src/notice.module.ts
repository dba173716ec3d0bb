import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { Notices } from './notices.js';

@Module({ imports: [IdentityModule], providers: [Notices], exports: [Notices] })
export class NoticeModule {}
