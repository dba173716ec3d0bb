import { inLocale, type Problem } from '#libs/platform';
import type { Reader } from './reader.js';
import type { View } from './view.js';

/** The page of a refusal: what happened and where to go, never a trace. */
export function problemPage({ t, locale, to }: Reader, problem: Problem): View {
  const { title, detail, errors } = problem.spec;
  const heading = problem.status === 404 ? t.problem.notFound : inLocale(title, locale);
  return {
    title: heading,
    isPublic: false,
    body: (
      <section class="wrap problem">
        <p class="problem-code" aria-hidden="true">
          {problem.status}
        </p>
        <h1>{heading}</h1>
        {problem.status === 404 && <p>{t.problem.notFoundHelp}</p>}
        {detail && <p>{inLocale(detail, locale)}</p>}
        {errors && (
          <ul>
            {errors.map((error) => (
              <li key={error.pointer}>{inLocale(error.message, locale)}</li>
            ))}
          </ul>
        )}
        <p class="actions">
          <a class="button" href={to('/')}>
            {t.problem.home}
          </a>
          <a class="button quiet" href={to('/cari')}>
            {t.problem.browse}
          </a>
        </p>
      </section>
    ),
  };
}
