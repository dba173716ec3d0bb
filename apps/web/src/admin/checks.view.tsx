import type { KeptFinding, Page } from '#libs/platform';
import { instantIn } from '../kit/format.js';
import { NextPage } from '../kit/parts.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { adminPage } from './admin-frame.js';

export function checksPage(reader: Reader, findings: Page<KeptFinding>, state: 'open' | 'closed'): View {
  const { t, to, locale } = reader;
  const rules: Record<string, string> = t.admin.invariants;
  return adminPage(
    reader,
    'checks',
    <>
      <p class="soft">{t.admin.checksNote}</p>
      <nav class="sorts" aria-label={t.admin.checks}>
        <a href={to('/admin/pemeriksaan')} aria-current={state === 'open' ? 'true' : undefined}>
          {t.admin.openFindings}
        </a>
        <a href={to('/admin/pemeriksaan?state=closed')} aria-current={state === 'closed' ? 'true' : undefined}>
          {t.admin.closedFindings}
        </a>
      </nav>
      <ul class="panel row-list">
        {findings.items.length === 0 && <li>{state === 'open' ? t.admin.allHold : t.admin.noFindings}</li>}
        {findings.items.map((finding) => (
          <li key={finding.id}>
            <strong>{finding.invariant}</strong> {rules[finding.invariant]}
            <br />
            <code class="small">{finding.subject}</code>
            <br />
            <span class="small">{finding.detail}</span>
            <br />
            <span class="soft small">
              {t.admin.foundAt(instantIn(locale, finding.openedAt))}
              {finding.closedAt && ` · ${t.admin.closedAt(instantIn(locale, finding.closedAt))}`}
            </span>
          </li>
        ))}
      </ul>
      <NextPage cursor={findings.nextCursor} label={t.desk.next} />
    </>,
  );
}
