import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Media {
  schema?: object;
}

interface Operation {
  responses: Record<string, { content?: Record<string, Media> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../apps/api/openapi.json'), 'utf8')) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajvFormats.default(ajv);
ajv.addSchema({ $id: 'api', ...document });
const validators = new Map<string, ValidateFunction>();
const templates = Object.keys(document.paths).map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));

/** What an answer breaks of the committed OpenAPI document, in words; empty when it keeps it. Only for paths of the API. */
export function brokenContract(method: string, url: string, status: number, contentType: string | null, body: unknown): string[] {
  const path = new URL(url, 'http://x').pathname;
  // A literal path wins over one with parameters: `/villages/search` over `/villages/{code}`.
  const template = templates.filter(({ pattern }) => pattern.test(path)).sort((a, b) => holes(a.path) - holes(b.path))[0]?.path;
  const operation = template ? document.paths[template]![method.toLowerCase()] : undefined;
  if (!template || !operation) return status === 404 ? [] : [`${method} ${path} is not in the document`];
  const answer = operation.responses[String(status)] ?? (status >= 400 ? operation.responses.default : undefined);
  if (!answer) return [`${method} ${template} does not document ${status}`];
  const media = Object.keys(answer.content ?? {});
  if (media.length === 0) return body === null ? [] : [`${method} ${template} ${status} documents no body`];
  const type = media.find((each) => contentType?.startsWith(each));
  if (!type) return [`${method} ${template} ${status} is ${contentType}, not ${media.join(' or ')}`];
  const key = operation.responses[String(status)] ? String(status) : 'default';
  const pointer = ['paths', template, method.toLowerCase(), 'responses', key, 'content', type, 'schema'].map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
  const validate = validatorFor(`api#/${pointer.map(encodeURIComponent).join('/')}`);
  return validate(body) ? [] : (validate.errors ?? []).map((e) => `${method} ${template} ${status}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

function holes(path: string): number {
  return path.split('{').length;
}

function validatorFor(ref: string): ValidateFunction {
  const known = validators.get(ref) ?? ajv.compile({ $ref: ref });
  validators.set(ref, known);
  return known;
}
