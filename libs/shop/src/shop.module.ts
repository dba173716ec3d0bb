import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '#libs/identity';
import { NoticeModule } from '#libs/notice';
import { RegionModule } from '#libs/region';
import { BulkCatalogue } from './bulk/bulk.js';
import { BulkSales } from './bulk/bulk-sales.js';
import { BulkShops } from './bulk/bulk-shops.js';
import { Catalogue } from './catalogue/catalogue.js';
import { Product } from './catalogue/product.entity.js';
import { Products } from './catalogue/products.js';
import { Variant } from './catalogue/variant.entity.js';
import { Certificate } from './certificate/certificate.entity.js';
import { CertificateFiles } from './certificate/certificate-files.js';
import { CertificateSchedule } from './certificate/certificate.schedule.js';
import { Certificates } from './certificate/certificates.js';
import { Gates } from './certificate/gates.js';
import { Shelves } from './certificate/shelves.js';
import { Sentra } from './sentra/sentra.entity.js';
import { Sentras } from './sentra/sentras.js';
import { Shop } from './seller/shop.entity.js';
import { Shops } from './seller/shops.js';
import { Team } from './seller/team.js';
import { photoProviders } from './photo/index.js';
import { showcaseProviders } from './showcase/index.js';
import { stockProviders } from './stock/index.js';

@Module({
  imports: [TypeOrmModule.forFeature([Shop, Sentra, Product, Variant, Certificate]), IdentityModule, RegionModule, NoticeModule],
  providers: [Shops, Team, Sentras, Certificates, CertificateFiles, CertificateSchedule, Gates, Shelves, Catalogue, BulkCatalogue, BulkSales, BulkShops, Products, ...stockProviders, ...photoProviders, ...showcaseProviders],
  exports: [Shops, Team, Sentras, Certificates, CertificateFiles, CertificateSchedule, Catalogue, BulkCatalogue, BulkSales, BulkShops, ...stockProviders, ...photoProviders, ...showcaseProviders],
})
export class ShopModule {}
