import { Module } from '@nestjs/common';
import { Documents } from './documents.js';
import { Numbers } from './numbers.js';

@Module({ providers: [Documents, Numbers], exports: [Documents, Numbers] })
export class PaperModule {}
