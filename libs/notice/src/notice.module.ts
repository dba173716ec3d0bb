import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { NoticeMails } from './notice-mails.js';
import { Notices } from './notices.js';

@Module({ imports: [IdentityModule], providers: [Notices, NoticeMails], exports: [Notices] })
export class NoticeModule {}
