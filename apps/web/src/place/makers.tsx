import type { MakerCard, ShownCertificate } from '#libs/shop';
import { inLocale } from '#libs/platform';
import { Icon } from '../kit/icons.js';
import { Picture } from '../kit/picture.js';
import { useReader } from '../kit/reader.js';
import { certificateName } from './certificate.js';

/** Shops as tiles with one of their pictures. */
export function Makers({ makers }: { makers: readonly MakerCard[] }) {
  const { t, to, locale } = useReader();
  return (
    <div class="tiles">
      {makers.map((maker) => (
        <a class="tile" key={maker.id} href={to(`/toko/${maker.slug}`)}>
          <span class="tile-picture">
            <Picture photo={maker.photo} sizes="(min-width: 40rem) 18rem, 90vw" />
          </span>
          <span class="tile-words">
            <h3>{maker.name}</h3>
            {maker.story && <p class="two-lines">{inLocale(maker.story, locale)}</p>}
            <p>{t.catalogue.products(maker.productCount)}</p>
          </span>
        </a>
      ))}
    </div>
  );
}

export function CertificateList({ certificates }: { certificates: readonly ShownCertificate[] }) {
  const { locale } = useReader();
  return (
    <ul class="certificates">
      {certificates.map((each) => (
        <li key={each.number}>
          <Icon name="shield" />
          <span>
            {certificateName(each.kind, locale)} <span class="numbers">{each.number}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
