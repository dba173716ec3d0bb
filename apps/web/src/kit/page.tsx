import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SiteFooter } from './site-footer.js';
import { SiteHeader } from './site-header.js';
import { pathIn, ReaderContext, type Reader } from './reader.js';
import { assets } from './stylesheet.js';
import type { View } from './view.js';

/** The whole HTML document of a view. `told` names the sentence that the last form left behind. */
export function documentOf(reader: Reader, view: View, told?: string): string {
  const render = () =>
    renderToString(
      <ReaderContext.Provider value={reader}>
        <Page reader={reader} view={view} told={told} />
      </ReaderContext.Provider>,
    );
  const page = render();
  // The list of what is wrong names fields that come after it.
  return `<!doctype html>${page.includes('role="alert"') ? render() : page}`;
}

function Page({ reader, view, told }: { reader: Reader; view: View; told: string | undefined }) {
  const { locale, t } = reader;
  const sentence = told && Object.hasOwn(t.told, told) ? t.told[told as keyof typeof t.told] : null;
  const isHome = reader.here === '/';
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{isHome ? view.title : `${view.title} · ${t.layout.name}`}</title>
        {view.description && <meta name="description" content={view.description} />}
        {view.isPublic === false ? <meta name="robots" content="noindex" /> : <Linked reader={reader} view={view} />}
        <meta name="theme-color" content="#24345f" />
        <link rel="stylesheet" href={assets().url('app.css')} />
        <link rel="icon" type="image/svg+xml" href={assets().url('logo.svg')} />
        {view.data && <DataBlock data={view.data} />}
      </head>
      <body class={`frame-${view.frame ?? 'market'}`}>
        <a class="skip" href="#main">
          {t.layout.skip}
        </a>
        <SiteHeader frame={view.frame ?? 'market'} />
        <main id="main" tabIndex={-1}>
          {sentence && (
            <p class="told wrap" role="status">
              {sentence}
            </p>
          )}
          {view.body}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}

function Linked({ reader, view }: { reader: Reader; view: View }) {
  const { origin, here, locale } = reader;
  const path = here.split('?')[0]!;
  return (
    <>
      <link rel="canonical" href={origin + pathIn(locale, path)} />
      <link rel="alternate" hreflang="id" href={origin + path} />
      <link rel="alternate" hreflang="en" href={origin + pathIn('en', path)} />
      <meta property="og:title" content={view.title} />
      <meta property="og:url" content={origin + pathIn(locale, path)} />
      <meta property="og:site_name" content={reader.t.layout.name} />
      {view.description && <meta property="og:description" content={view.description} />}
      {view.image && <meta property="og:image" content={new URL(view.image, origin).href} />}
    </>
  );
}

/** A data block is no script: no policy needs to allow it. `<` is escaped so that no text can close it. */
function DataBlock({ data }: { data: object }): JSX.Element {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }} />;
}
