import { email, integerText, mapOf, oneOf, text } from '#libs/platform';
import { phoneText, postalCode } from '../kit/form-fields.js';

export const STEPS = ['find', 'price', 'place'] as const;
export type Step = (typeof STEPS)[number];

/** The form as it is placed; the steps before it look at `village` and `villageCode` only. */
export class CheckoutForm {
  @oneOf(STEPS) step!: Step;
  @text(2, 100) name!: string;
  @email() email!: string;
  @phoneText() phone!: string;
  @text(3, 200) line1!: string;
  @text(1, 100, { optional: true }) village?: string;
  @text(13, 13) villageCode!: string;
  @postalCode({ optional: true }) postalCode?: string;
  /** Choice by shop id, as `choiceValue` writes them. */
  @mapOf('string') delivery!: Record<string, string>;
  @text(1, 40) method!: string;
  /** The total that the buyer was shown, whole rupiah. */
  @integerText(0, 100_000_000_000) shown!: number;
}
