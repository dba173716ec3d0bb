import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RegionModule } from '#libs/region';
import { Parcel } from './parcel.entity.js';
import { Parcels } from './parcels.js';
import { Quotes } from './quotes.js';
import { Shipping } from './shipping.js';

@Module({ imports: [RegionModule, TypeOrmModule.forFeature([Parcel])], providers: [Parcels, Quotes, Shipping], exports: [Shipping] })
export class ShippingModule {}
