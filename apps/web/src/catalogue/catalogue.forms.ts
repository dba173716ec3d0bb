import { flagText, idOf, integerText, oneOf, text } from '#libs/platform';
import { SORTS, type ListRequest } from '#libs/shop';
import { rupiahText } from '../kit/form-fields.js';

/** The address of a list of products. An empty field means that nothing is asked. */
export class ListingForm {
  @text(1, 100, { optional: true }) q?: string;
  @text(1, 60, { optional: true }) category?: string;
  @text(1, 20, { optional: true }) regency?: string;
  @rupiahText({ optional: true }) minPrice?: number;
  @rupiahText({ optional: true }) maxPrice?: number;
  @flagText({ optional: true }) madeToOrder?: boolean;
  @oneOf(SORTS, { optional: true }) sort?: NonNullable<ListRequest['sort']>;
  @text(1, 500, { optional: true }) cursor?: string;
}

/** Putting something into the basket; the slug leads back to the product when it is refused. */
export class BuyingForm {
  @idOf('var') variantId!: string;
  @integerText(1, 9999) quantity!: number;
  @text(1, 200) productSlug!: string;
}
