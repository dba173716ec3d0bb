import { Module } from '@nestjs/common';
import { Regions } from './regions.js';

@Module({ providers: [Regions], exports: [Regions] })
export class RegionModule {}
