import { listOf, listOfText, nested, text } from '#libs/platform';
import { PhotoShape } from '../catalogue/catalogue.shapes.js';

export class PhotoListShape {
  @listOf(() => PhotoShape) items!: PhotoShape[];
}

export class ArrangeBody {
  @listOfText(40, { max: 12, description: 'every photo of the product, once' }) photoIds!: string[];
}

export class AltShape {
  @text(1, 300) id!: string;
  @text(0, 300, { optional: true }) en?: string;
}

export class DescribeBody {
  @nested(() => AltShape, { nullable: true }) alt!: AltShape | null;
}
