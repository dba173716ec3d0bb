import type { ComponentChildren } from 'preact';
import { inLocale, langOf, Money, type Words } from '#libs/platform';
import { Icon } from './icons.js';
import { useReader } from './reader.js';

/** Whole rupiah as the reader writes them. */
export function Price({ amount }: { amount: number }) {
  const { locale } = useReader();
  return <span class="price">{Money.of(amount).format(locale)}</span>;
}

/** What a seller wrote, marked with the language it really is in. */
export function Said({ words }: { words: Words }) {
  const { locale } = useReader();
  const lang = langOf(words, locale);
  return lang === locale ? <>{inLocale(words, locale)}</> : <span lang={lang}>{inLocale(words, locale)}</span>;
}

export function Place({ name, regency }: { name: string; regency?: string | null }) {
  return (
    <span class="place">
      <Icon name="pin" />
      {regency ? `${name}, ${regency}` : name}
    </span>
  );
}

export interface Crumb {
  href: string;
  label: string;
}

/** The way up from this page; the page itself is its heading. */
export function Crumbs({ trail }: { trail: readonly Crumb[] }) {
  const { t, to } = useReader();
  return (
    <nav aria-label={t.layout.trail}>
      <ol class="crumbs">
        {trail.map((crumb) => (
          <li key={crumb.href}>
            <a href={to(crumb.href)}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Section({ title, more, children }: { title: string; more?: { href: string; label: string }; children: ComponentChildren }) {
  const { to } = useReader();
  return (
    <section class="section wrap">
      <div class="section-head">
        <h2>{title}</h2>
        {more && <a href={to(more.href)}>{more.label}</a>}
      </div>
      {children}
    </section>
  );
}

/** The next page of a list by keyset; `here` is the address without its cursor. */
export function NextPage({ cursor, label }: { cursor: string | null; label: string }) {
  const { to, here } = useReader();
  if (!cursor) return null;
  const [path, query] = here.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return (
    <p class="paging">
      <a class="button quiet" rel="next" href={to(`${path}?${parameters}`)}>
        {label}
      </a>
    </p>
  );
}

/** A form of one button; the action is a site path. */
export function Act({
  action,
  label,
  look = '',
  kept = {},
  describedBy,
}: {
  action: string;
  label: string;
  look?: string;
  kept?: Record<string, string>;
  describedBy?: string;
}) {
  const { to } = useReader();
  return (
    <form method="post" action={to(action)}>
      {Object.entries(kept).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <button class={`button ${look}`} type="submit" aria-describedby={describedBy}>
        {label}
      </button>
    </form>
  );
}
