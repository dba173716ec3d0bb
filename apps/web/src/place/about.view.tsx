import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

/** Who runs this, where to complain, and whose data the villages are (ODbL 1.0, section 4.3: notice with public output). */
export function aboutPage({ t }: Reader): View {
  return {
    title: t.place.aboutTitle,
    description: t.layout.slogan,
    body: (
      <article class="wrap narrow prose page-head">
        <h1>{t.place.aboutTitle}</h1>
        {t.place.about.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p class="note">{t.layout.demo}</p>
        <h2>{t.layout.complaint}</h2>
        <p>{t.layout.complaintText}</p>
        <h2>{t.place.areaTitle}</h2>
        <p>{t.place.area}</p>
        <ul>
          <li>
            <a href="https://github.com/fityannugroho/idn-area-data" rel="noreferrer">
              {t.place.areaLink}: idn-area-data
            </a>
          </li>
          <li>
            <a href="https://opendatacommons.org/licenses/odbl/1-0/" rel="noreferrer">
              {t.place.licenceLink}: ODbL 1.0
            </a>
          </li>
        </ul>
      </article>
    ),
  };
}
