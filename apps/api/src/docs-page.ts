interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  /** With null when the field may be null. */
  enum?: (string | null)[];
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

interface Document {
  info: { title: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** The OpenAPI document as one plain page: operations by tag, then the shapes. */
export function docsPage(document: Document): string {
  const byTag = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'other';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const sections = [...byTag].map(([tag, operations]) => `<section><h2>${escape(tag)}</h2>${operations.join('')}</section>`).join('');
  const shapes = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => `<details id="${escape(name)}"><summary><code>${escape(name)}</code></summary>${schemaHtml(schema)}</details>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(document.info.title)} API</title>
<body><h1>${escape(document.info.title)} API</h1><p>${escape(document.info.description ?? '')}</p><p><a href="/api/openapi.json">openapi.json</a></p>${sections}<section><h2>Shapes</h2>${shapes}</section></body></html>`;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map((p) => `<li><code>${escape(p.name)}</code> in ${escape(p.in)}${p.required ? ', required' : ''}: ${typeHtml(p.schema)} ${escape(p.description ?? '')}</li>`).join('');
  const body = operation.requestBody ? `<p>Body: ${contentHtml(operation.requestBody.content)}</p>` : '';
  const answers = Object.entries(operation.responses).map(([status, answer]) => `<li>${escape(status)}: ${contentHtml(answer.content) || escape(answer.description ?? '')}</li>`).join('');
  return `<details><summary><code><b>${escape(method.toUpperCase())}</b> ${escape(path)}</code> ${escape(operation.summary ?? '')}</summary><ul>${parameters}</ul>${body}<ul>${answers}</ul></details>`;
}

function contentHtml(content: Record<string, { schema?: Schema }> = {}): string {
  return Object.values(content).map(({ schema }) => typeHtml(schema)).join(' or ');
}

function typeHtml(schema: Schema | undefined): string {
  if (!schema) return 'any';
  const name = schema.$ref?.split('/').at(-1);
  if (name) return `<a href="#${escape(name)}"><code>${escape(name)}</code></a>`;
  if (schema.items) return `list of ${typeHtml(schema.items)}`;
  return `<code>${escape([schema.type ?? 'any', schema.format].filter(Boolean).join(' '))}</code>${schema.enum ? ` (${schema.enum.map((value) => escape(String(value))).join(' | ')})` : ''}`;
}

function schemaHtml(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, each]) => `<li><code>${escape(name)}</code>${schema.required?.includes(name) ? '' : '?'}: ${typeHtml(each)} ${escape(each.description ?? '')}</li>`);
  return `<p>${escape(schema.description ?? '')}</p><ul>${rows.join('')}</ul>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
