import { inLocale } from '#libs/platform';
import type { SentraPage } from '#libs/shop';
import { Place, Said } from '../kit/parts.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { Makers } from './makers.js';

export function sentraPage({ t, to, locale }: Reader, sentra: SentraPage): View {
  return {
    title: sentra.name,
    description: sentra.story ? inLocale(sentra.story, locale).slice(0, 160) : inLocale(sentra.commodity, locale),
    body: (
      <>
        <section class="banner purun">
          <div class="banner-shade">
            <div class="wrap">
              <p>
                {t.place.sentra} · <Said words={sentra.commodity} />
              </p>
              <h1>{sentra.name}</h1>
              <ul class="tags">
                {sentra.villages.map((village) => (
                  <li key={village.code}>
                    <a class="on-banner" href={to(`/desa/${village.code}`)}>
                      <Place name={village.name} regency={village.regencyName} />
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        </section>
        <div class="wrap">
          {sentra.story && (
            <section class="section prose">
              <p class="lead">
                <Said words={sentra.story} />
              </p>
            </section>
          )}
          <section class="section">
            <h2>{t.place.members}</h2>
            <Makers makers={sentra.members} />
          </section>
        </div>
      </>
    ),
  };
}
