import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { FieldErrorShape, ProblemShape } from './problem.shapes.js';

/** The API as OpenAPI 3.1. Every operation may also answer a problem (RFC 9457). */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('KriyaDesa')
    .setDescription('A marketplace for village crafts: one checkout, several village storefronts. Money is whole rupiah; lists go on with `nextCursor`.')
    .setVersion('1')
    .addBearerAuth()
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Basket-Token', description: 'a guest’s key to a basket' }, 'basket')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Checkout-Token', description: 'a guest’s key to a checkout' }, 'checkout')
    .build();
  const document = SwaggerModule.createDocument(app, description, { extraModels: [ProblemShape, FieldErrorShape] });
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemShape' } } };
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations as Record<string, { responses?: Record<string, object> }>)) {
      if (!operation.responses) continue;
      operation.responses.default = { description: 'A problem' };
      for (const [status, answer] of Object.entries(operation.responses)) {
        if (status === 'default' || Number(status) >= 400) Object.assign(answer, { content });
      }
    }
  }
  return document;
}
