import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
}

export interface Operation {
  method: string;
  path: string;
  /** Of the JSON body; null when the operation takes none. */
  body: Schema | null;
  isUpload: boolean;
}

interface Document {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../apps/api/openapi.json'), 'utf8')) as Document;

/** What the committed document says of a row's operation; null when it is not in it. */
export function documented(on: string): Operation | null {
  const [method = '', template = ''] = on.split(' ');
  const path = template.replace(/:(\w+)/g, '{$1}');
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) return null;
  const content = operation.requestBody?.content ?? {};
  return { method, path, body: content['application/json']?.schema ?? null, isUpload: 'multipart/form-data' in content };
}

/** Every place of the body where an object of known fields stands, as a pointer, with the names that it allows. */
export function closedPlaces(schema: Schema, body: unknown, pointer = ''): { pointer: string; allowed: string[] }[] {
  const { properties, items, additionalProperties } = resolved(schema);
  if (Array.isArray(body)) return body.length > 0 && items ? closedPlaces(items, body[0], `${pointer}/0`) : [];
  if (typeof body !== 'object' || body === null || additionalProperties !== undefined || !properties) return [];
  const within = Object.entries(body).flatMap(([name, value]) => (properties[name] ? closedPlaces(properties[name], value, `${pointer}/${name}`) : []));
  return [{ pointer, allowed: Object.keys(properties) }, ...within];
}

/** The body with these fields added at the pointer. */
export function withFields(body: unknown, pointer: string, fields: Record<string, unknown>): unknown {
  const copy: unknown = structuredClone(body);
  let place = copy as Record<string, unknown>;
  for (const step of pointer.split('/').slice(1)) place = place[step] as Record<string, unknown>;
  Object.assign(place, fields);
  return copy;
}

export function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Names of fields that the document lets an answer carry, by shape. */
export function documentedNames(): { shape: string; name: string }[] {
  return Object.entries(document.components.schemas).flatMap(([shape, schema]) => Object.keys(resolved(schema).properties ?? {}).map((name) => ({ shape, name })));
}

function resolved(schema: Schema): Schema {
  const parts = schema.allOf?.map(resolved) ?? [];
  const own = schema.$ref ? resolved(document.components.schemas[schema.$ref.split('/').at(-1)!]!) : schema;
  return parts.reduce((whole, part) => ({ ...whole, ...part, properties: { ...whole.properties, ...part.properties } }), own);
}
