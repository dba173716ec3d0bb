import type { Page } from '#libs/platform';
import type { Village } from '#libs/region';
import type { FeaturedVillage } from '#libs/shop';
import { VillageTiles } from '../catalogue/home.view.js';
import { NextPage } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

export interface DirectoryData {
  q: string;
  /** What the search found; null when nothing was asked. */
  found: Page<Village> | null;
  featured: readonly FeaturedVillage[];
}

/** Villages with makers first; every one of the 83,762 by searching. */
export function directoryPage({ t, to }: Reader, { q, found, featured }: DirectoryData): View {
  return {
    title: t.place.villages,
    description: t.place.villagesLead,
    isPublic: !q,
    body: (
      <div class="wrap">
        <div class="page-head">
          <h1>{t.place.villages}</h1>
          <p class="lead">{t.place.villagesLead}</p>
        </div>
        <form class="village-search narrow" role="search" aria-label={t.place.searchButton} action={to('/desa')}>
          <div class="field">
            <label for="q">{t.place.search}</label>
            <p class="hint" id="q-hint">
              {t.place.searchHint}
            </p>
            <input id="q" name="q" value={q} maxLength={100} required aria-describedby="q-hint" />
          </div>
          <button class="button" type="submit">
            {t.place.searchButton}
          </button>
        </form>
        {found && <Found q={q} found={found} />}
        <section class="section">
          <h2>{t.place.withMakers}</h2>
          <VillageTiles villages={featured} />
        </section>
      </div>
    ),
  };
}

function Found({ q, found }: { q: string; found: Page<Village> }) {
  const { t, to } = useReader();
  if (found.items.length === 0)
    return (
      <div class="section">
        <div class="empty">
          <h2>{t.place.none}</h2>
          <p>{t.place.noneHelp}</p>
        </div>
      </div>
    );
  return (
    <section class="section" aria-live="polite">
      <h2>{t.place.found(q)}</h2>
      <ul class="row-list">
        {found.items.map((village) => (
          <li key={village.code}>
            <a class="row-link" href={to(`/desa/${village.code}`)}>
              <strong>{village.name}</strong>
              <span class="soft small">
                {t.place.kinds[village.kind]} · {t.place.district(village.districtName)}, {village.regencyName}, {village.provinceName}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <NextPage cursor={found.nextCursor} label={t.catalogue.next} />
    </section>
  );
}
