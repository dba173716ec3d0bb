import { applyDecorators, Controller, UseFilters, UseInterceptors } from '@nestjs/common';
import { PageProblems } from './page-problems.filter.js';
import { Replies } from './replies.interceptor.js';

/** A controller of pages, under `/` in Indonesian and under `/en` in English. */
export function PageController(path = ''): ClassDecorator {
  const english = path ? `en/${path}` : 'en';
  return applyDecorators(Controller([path, english]), UseInterceptors(Replies), UseFilters(PageProblems));
}
