import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, inLocale, type Locale } from '#libs/platform';
import { CATEGORIES, type Category } from '#libs/shop';
import { CategoryListShape, type CategoryShape } from './product.shapes.js';

@Controller('categories')
@ApiTags('catalogue')
@Access('public')
export class CategoryController {
  /** The whole tree; `path` goes into `/products?category=…`. */
  @Get()
  @ApiOkResponse({ type: CategoryListShape })
  list(@CurrentActor() actor: Actor): CategoryListShape {
    return { items: CATEGORIES.flatMap((category) => branch(category, actor.locale)) };
  }
}

function branch({ path, label, fields, children }: Category, locale: Locale): CategoryShape[] {
  return [{ path, name: inLocale(label, locale), attributes: fields.map((field) => field.key) }, ...children.flatMap((child) => branch(child, locale))];
}
