import { Module } from '@nestjs/common';
import { RegionModule } from '#libs/region';
import { Shipping } from './shipping.js';

@Module({ imports: [RegionModule], providers: [Shipping], exports: [Shipping] })
export class ShippingModule {}
