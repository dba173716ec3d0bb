import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Params } from './account/params.js';
import type { Heard } from './account/server.js';

const SPEC = join(import.meta.dirname, '../../../../../shared/contracts/stripe-openapi.json');

/** Parameters that Stripe added after the published description (2023-08-16); the SDK's own types know them, so the compiler checks them. */
const NEWER: Record<string, readonly string[]> = {
  'POST /v1/checkout/sessions': ['adaptive_pricing', 'allowed_payment_method_types'],
  'GET /v1/checkout/sessions': ['created', 'status'],
};

interface Operation {
  parameters?: { name: string; in: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, object> } }> };
  responses: Record<string, { content: { 'application/json': { schema: object } } }>;
}

interface Spec {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

let loaded: { spec: Spec; ajv: Ajv2020; answers: Map<string, ValidateFunction> } | null = null;

/** Whether Stripe's published description lies beside the project. */
export const isContractThere = existsSync(SPEC);

/** What of these requests and answers is not as Stripe's OpenAPI description says; nothing, with a notice, where it is absent. */
export function brokenContracts(heard: readonly Heard[]): string[] {
  if (!isContractThere) {
    process.stderr.write('Stripe’s published contract is not beside the project (../shared/contracts): requests to the stand-in are not held against it.\n');
    return [];
  }
  loaded ??= load();
  return [...new Set(heard.flatMap((each) => [...brokenRequest(each), ...brokenAnswer(each)]))];
}

function load(): NonNullable<typeof loaded> {
  const spec = withoutNullable(JSON.parse(readFileSync(SPEC, 'utf8'))) as Spec;
  const ajv = new Ajv2020({ strict: false, coerceTypes: true, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'stripe', components: spec.components });
  return { spec, ajv, answers: new Map() };
}

function brokenRequest({ method, path, params, status }: Heard): string[] {
  const found = operationOf(method, path);
  if (!found) return [`${method} ${path}: no such operation`];
  const { operation, name } = found;
  const shape = method === 'GET' ? queryShape(operation) : operation.requestBody!.content['application/x-www-form-urlencoded']!.schema;
  const known = Object.fromEntries(Object.entries(params).filter(([param]) => !NEWER[name]?.includes(param)));
  const validate = loaded!.ajv.compile({ ...shape, additionalProperties: false });
  if (validate(withLists(known)) || status >= 400) return [];
  return validate.errors!.map((error) => `${name} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

function brokenAnswer({ method, path, status, body }: Heard): string[] {
  const found = operationOf(method, path);
  if (!found || status >= 500) return [];
  const kind = `${found.name} ${status === 200 ? '200' : 'default'}`;
  const { answers, ajv } = loaded!;
  const schema = found.operation.responses[status === 200 ? '200' : 'default']!.content['application/json'].schema;
  const validate = answers.get(kind) ?? ajv.compile(absolute(schema) as object);
  answers.set(kind, validate);
  return validate(structuredClone(body)) ? [] : validate.errors!.slice(0, 5).map((error) => `answer of ${kind} ${error.instancePath} ${error.message}`);
}

function operationOf(method: string, path: string): { operation: Operation; name: string } | null {
  for (const [template, operations] of Object.entries(loaded!.spec.paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    const operation = operations[method.toLowerCase()];
    if (operation && pattern.test(path)) return { operation, name: `${method} ${template}` };
  }
  return null;
}

function queryShape({ parameters = [] }: Operation): object {
  return { type: 'object', properties: Object.fromEntries(parameters.filter(({ in: where }) => where === 'query').map(({ name, schema }) => [name, schema])) };
}

/** `a[0]`, `a[1]` as the array that the form means. */
function withLists(value: string | Params): unknown {
  if (typeof value === 'string') return value;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([name], index) => name === String(index))) return entries.map(([, part]) => withLists(part));
  return Object.fromEntries(entries.map(([name, part]) => [name, withLists(part)]));
}

/** OpenAPI 3.0 says `nullable`, JSON Schema a union. */
function withoutNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNullable);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([name, part]) => [name, withoutNullable(part)]));
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : 'nullable' in node && typeof nullable === 'object' ? { ...rest, nullable } : rest;
}

function absolute(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"stripe#/components')) as unknown;
}
