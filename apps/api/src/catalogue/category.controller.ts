import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, inLocale, type Locale } from '#libs/platform';
import { CATEGORIES, type AttributeField, type Category } from '#libs/shop';
import { CategoryListShape, type CategoryFieldShape, type CategoryShape } from './product.shapes.js';

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
  return [{ path, name: inLocale(label, locale), attributes: fields.map((field) => fieldShape(field, locale)) }, ...children.flatMap((child) => branch(child, locale))];
}

function fieldShape(field: AttributeField, locale: Locale): CategoryFieldShape {
  const common = { label: inLocale(field.label, locale), required: field.required ?? false };
  if (field.kind !== 'choice') return { ...field, ...common };
  return { ...field, ...common, choices: field.choices.map((choice) => ({ value: choice.value, label: inLocale(choice.label, locale) })) };
}
