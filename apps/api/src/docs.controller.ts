import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Access } from '#libs/platform';
import { docsPage } from './docs-page.js';

// From src and from dist alike, the committed document stands in apps/api below the project's root.
const root = import.meta.dirname.includes(join('dist', 'apps')) ? join(import.meta.dirname, '../../../..') : join(import.meta.dirname, '../../..');
const file = join(root, 'apps/api/openapi.json');

/** The committed description of the API, and a page that reads it without scripts or foreign hosts. */
@Controller('api')
@ApiExcludeController()
@Access('public')
export class DocsController {
  @Get('openapi.json')
  @Header('content-type', 'application/json')
  document(): string {
    return readFileSync(file, 'utf8');
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return docsPage(JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof docsPage>[0]);
  }
}
