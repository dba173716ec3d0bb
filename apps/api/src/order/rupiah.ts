import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDefined, IsInt, Max, Min } from 'class-validator';
import { MoneyShape, unlessAbsent } from '#libs/platform';

const MOST = 9_007_199_254_740_991;

/** An amount in a request: whole rupiah, as a number or as `{ amount, currency: "IDR" }`; the verb gets the number. */
export function rupiah(min: number, options: { optional?: boolean; description: string }): PropertyDecorator {
  const schema = { oneOf: [{ type: 'integer', minimum: min, maximum: MOST }, { $ref: getSchemaPath(MoneyShape) }], description: options.description };
  return applyDecorators(
    ApiProperty({ ...schema, required: !options.optional }),
    options.optional ? unlessAbsent() : IsDefined(),
    Transform(({ value }: { value: unknown }) => amountOf(value)),
    IsInt(),
    Min(min),
    Max(MOST),
  );
}

/** For the class that has such a field, so that the description knows the shape. */
export const KnowsMoney = ApiExtraModels(MoneyShape);

function amountOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { amount, currency, ...others } = value as Record<string, unknown>;
  return currency === 'IDR' && Object.keys(others).length === 0 ? amount : value;
}
