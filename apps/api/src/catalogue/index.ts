import { CategoryController } from './category.controller.js';
import { PictureController } from './picture.controller.js';
import { ProductController } from './product.controller.js';
import { SentraController, ShopController } from './shop.controller.js';

/** Below `/api/v1`. */
export const catalogueControllers = [ProductController, ShopController, SentraController, CategoryController];
/** At the root: `/photos/{id}/{width}.{format}`. */
export const pictureControllers = [PictureController];
