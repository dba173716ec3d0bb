import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsDateString, IsDefined, isEmail, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString,
  Matches, Max, MaxLength, Min, MinLength, Validate, ValidateBy, ValidateIf, ValidateNested, ValidatorConstraint, type ValidationArguments, type ValidatorConstraintInterface,
} from 'class-validator';
import { isId } from '../id.js';

/**
 * One decorator per field of a request or response class: it validates (class-validator) and documents (OpenAPI) at once,
 * so that the two cannot drift apart. `optional: true` allows absence, `nullable: true` allows null.
 */
export interface FieldOptions {
  optional?: boolean;
  nullable?: boolean;
  description?: string;
  example?: unknown;
}

type Class = new (...args: never[]) => object;

function field(options: FieldOptions, schema: ApiPropertyOptions, ...validators: PropertyDecorator[]): PropertyDecorator {
  const documented = {
    ...schema,
    required: !options.optional,
    ...(options.nullable ? { nullable: true } : {}),
    ...(options.description ? { description: options.description } : {}),
    ...(options.example !== undefined ? { example: options.example } : {}),
  } as ApiPropertyOptions;
  const presence = options.nullable ? IsOptional() : options.optional ? unlessAbsent() : IsDefined();
  return applyDecorators(ApiProperty(documented), presence, ...validators);
}

/** May be left out; null is not the same and would end up where the database wants a value. */
export function unlessAbsent(): PropertyDecorator {
  return ValidateIf((_body: unknown, value: unknown) => value !== undefined);
}

// Postgres text cannot hold NUL, nor its JSON half of a surrogate pair; other control characters have no place in what people type.
const NO_CONTROL = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

export function text(min: number, max: number, options: FieldOptions & { pattern?: RegExp } = {}): PropertyDecorator {
  const trim = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
  const pattern = options.pattern ? [Matches(options.pattern)] : [];
  const schema = { type: 'string', minLength: min, maxLength: max, ...(options.pattern ? { pattern: options.pattern.source } : {}) } as const;
  return field(options, schema, trim, IsString(), MinLength(min), MaxLength(max), Matches(NO_CONTROL), ...pattern);
}

export function integer(min: number, max: number, options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'integer', minimum: min, maximum: max }, IsInt(), Min(min), Max(max));
}

/** A whole number in a query string or form, where everything arrives as text. */
export function integerText(min: number, max: number, options: FieldOptions = {}): PropertyDecorator {
  const convert = Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value));
  return field(options, { type: 'integer', minimum: min, maximum: max }, convert, IsInt(), Min(min), Max(max));
}

/** A number that may have decimals, such as a step of 0.5 metres; never money. */
export function decimal(min: number, max: number, options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'number', minimum: min, maximum: max }, IsNumber(), Min(min), Max(max));
}

export function flag(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'boolean' }, IsBoolean());
}

/** `true` or `false` in a query string or form (`on` from a checkbox). */
export function flagText(options: FieldOptions = {}): PropertyDecorator {
  const convert = Transform(({ value }: { value: unknown }) => (value === 'true' || value === 'on' ? true : value === 'false' ? false : value));
  return field(options, { type: 'boolean' }, convert, IsBoolean());
}

export function oneOf<T extends string>(values: readonly T[], options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'string', enum: [...values] }, IsIn([...values]));
}

export function email(options: FieldOptions = {}): PropertyDecorator {
  // All rules of a field are asked, so this one too must bear what is not text at all: the library throws at half a surrogate pair.
  const isAddress = ValidateBy({ name: 'isEmail', validator: { validate: (value) => typeof value === 'string' && NO_CONTROL.test(value) && isEmail(value) } });
  return field(options, { type: 'string', format: 'email', maxLength: 254 }, isAddress, MaxLength(254));
}

/** E.164, for example +6281234567890. */
export function phone(options: FieldOptions = {}): PropertyDecorator {
  return field({ example: '+6281234567890', ...options }, { type: 'string', pattern: '^\\+[1-9]\\d{7,14}$' }, IsString(), Matches(/^\+[1-9]\d{7,14}$/));
}

export function instant(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date-time' }, IsDateString());
}

/** A calendar day, `2026-11-22`. */
export function day(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date' }, IsString(), Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), IsDateString());
}

@ValidatorConstraint({ name: 'id' })
class IdShape implements ValidatorConstraintInterface {
  validate(value: unknown, args?: ValidationArguments): boolean {
    return isId(String(args?.constraints[0]), value);
  }
}

export function idOf(prefix: string, options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'string', pattern: `^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$` }, Validate(IdShape, [prefix]));
}

// @nestjs/swagger knows a lazy type by the function's name, which must be `type`: hence `type: () => type()`.
export function nested(type: () => Class, options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: () => type() }, ValidateNested(), IsObject(), Type(type as () => new () => object));
}

export function listOf(type: () => Class, options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const { min = 0, max = 1000 } = options;
  return field(options, { type: () => type(), isArray: true, minItems: min, maxItems: max }, IsArray(), ArrayMinSize(min), ArrayMaxSize(max), ValidateNested({ each: true }), Type(type as () => new () => object));
}

export function listOfText(maxLength: number, options: FieldOptions & { max?: number } = {}): PropertyDecorator {
  const { max = 100 } = options;
  return field(options, { type: 'array', items: { type: 'string', maxLength }, maxItems: max }, IsArray(), ArrayMaxSize(max), IsString({ each: true }), MaxLength(maxLength, { each: true }));
}

@ValidatorConstraint({ name: 'map' })
class MapShape implements ValidatorConstraintInterface {
  validate(value: unknown, args?: ValidationArguments): boolean {
    const fits = args?.constraints[0] === 'integer' ? Number.isSafeInteger : isShortText;
    return typeof value === 'object' && value !== null && Object.keys(value).length <= 100 && Object.entries(value).every(([name, each]) => isShortText(name) && fits(each));
  }
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 200 && NO_CONTROL.test(value);
}

/** A map of at most 100 members whose values share one type, for example `delivery: { shp_…: qot_… }`. */
export function mapOf(value: 'string' | 'integer', options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: { type: value } }, IsObject(), Validate(MapShape, [value]));
}

/** An object whose members a rule of a lib checks, for example a product's attributes by the schema of its category. */
export function openObject(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true }, IsObject());
}
