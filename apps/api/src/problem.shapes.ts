import { integer, listOf, text } from '#libs/platform';

export class FieldErrorShape {
  @text(0, 500, { description: 'JSON pointer into the request body' }) pointer!: string;
  @text(1, 500) message!: string;
}

/** RFC 9457. Further members depend on `code`, for example the new total. */
export class ProblemShape {
  @text(1, 200) type!: string;
  @text(1, 200) title!: string;
  @integer(400, 599) status!: number;
  @text(1, 80, { description: 'stable; switch on it' }) code!: string;
  @text(0, 1000, { optional: true }) detail?: string;
  @listOf(() => FieldErrorShape, { optional: true }) errors?: FieldErrorShape[];
  @text(0, 100, { nullable: true }) requestId!: string | null;
}
