import { Module } from '@nestjs/common';
import { ShopModule } from '#libs/shop';
import { pictureControllers } from './catalogue/index.js';

/** `/photos/…`: the pages need them as much as programs do. */
@Module({ imports: [ShopModule], controllers: [...pictureControllers] })
export class PicturesModule {}
