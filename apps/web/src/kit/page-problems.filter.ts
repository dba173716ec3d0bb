import { Catch, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { asProblem, Config, ProblemPages, type Problem } from '#libs/platform';
import { problemPage } from './problem-page.js';
import { Replies, type PageResponse } from './replies.interceptor.js';
import { seeOther, show, type Reply } from './reply.js';
import { Visit, type PageRequest } from './visit.js';

/** A refusal as a page in the reader's language. Also for addresses that no controller knows. */
@Catch()
@Injectable()
export class PageProblems extends ProblemPages implements ExceptionFilter {
  private readonly logger = new Logger(PageProblems.name);

  constructor(
    private readonly config: Config,
    private readonly replies: Replies,
  ) {
    super();
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    this.show(thrown, host);
  }

  show(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<PageRequest>();
    const response = host.switchToHttp().getResponse<PageResponse & { send: (body: string) => void }>();
    const problem = asProblem(thrown);
    if (problem.status >= 500) this.logger.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    const visit = request.visit ?? new Visit(request, this.config);
    response.send(this.replies.send(this.reply(problem, visit), visit, response));
  }

  private reply(problem: Problem, visit: Visit): Reply {
    const { here } = visit.reader;
    if (problem.status === 401) return seeOther(`/masuk?kembali=${encodeURIComponent(here)}`);
    const retry = problem.spec.extra?.retryAfterSeconds;
    return show(problemPage(visit.reader, problem), { status: problem.status, headers: typeof retry === 'number' ? { 'retry-after': String(retry) } : {} });
  }
}
