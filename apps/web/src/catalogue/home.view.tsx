import { inLocale } from '#libs/platform';
import type { FeaturedVillage, Home, ProductCard } from '#libs/shop';
import { Icon, type IconName } from '../kit/icons.js';
import { Section } from '../kit/parts.js';
import { Picture } from '../kit/picture.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { ProductCards } from './card.js';

const SHOWN = 8;
const SHOWN_READY = 4;

export function homePage({ t, origin, to }: Reader, home: Home): View {
  const newest = home.newest.slice(0, SHOWN);
  const ready = home.readyToShip.filter((card) => !newest.some((other) => other.id === card.id)).slice(0, SHOWN_READY);
  return {
    title: t.catalogue.homeTitle,
    description: t.catalogue.homeDescription,
    data: {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: 'KriyaDesa',
      url: origin + to('/'),
      potentialAction: { '@type': 'SearchAction', target: `${origin}${to('/cari')}?q={q}`, 'query-input': 'required name=q' },
    },
    body: (
      <>
        <Hero cards={home.newest.filter((card) => card.photo).slice(0, 3)} />
        <Section title={t.catalogue.crafts}>
          <CraftStrip crafts={home.crafts} />
        </Section>
        <Section title={t.catalogue.newest} more={{ href: '/cari?sort=newest', label: t.catalogue.seeAll }}>
          <ProductCards cards={newest} />
        </Section>
        <Section title={t.catalogue.villages} more={{ href: '/desa', label: t.catalogue.allVillages }}>
          <VillageTiles villages={home.villages} />
        </Section>
        {ready.length > 0 && (
          <Section title={t.catalogue.ready} more={{ href: '/cari?madeToOrder=false', label: t.catalogue.seeAll }}>
            <ProductCards cards={ready} />
          </Section>
        )}
        <section class="section wrap">
          <Promises />
        </section>
        <section class="section wrap">
          <Invitation />
        </section>
      </>
    ),
  };
}

function Hero({ cards }: { cards: readonly ProductCard[] }) {
  const { t, to, locale } = useReader();
  return (
    <section class="hero">
      <div class="hero-shade">
        <div class="wrap hero-row">
          <div>
            <h1>{t.catalogue.heroTitle}</h1>
            <p>{t.catalogue.heroText}</p>
            <p class="actions">
              <a class="button straw" href={to('/cari')}>
                {t.catalogue.heroBrowse}
              </a>
              <a class="button quiet" href={to('/desa')}>
                {t.catalogue.heroVillages}
              </a>
            </p>
          </div>
          <ul class="hero-pictures">
            {cards.map((card) => (
              <li key={card.slug}>
                <a href={to(`/produk/${card.slug}`)}>
                  <Picture photo={card.photo} alt={inLocale(card.name, locale)} sizes="(min-width: 56rem) 22rem, 31vw" isFirst />
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

function CraftStrip({ crafts }: { crafts: Home['crafts'] }) {
  const { to, locale } = useReader();
  return (
    <div class="strip">
      {crafts.map((craft) => (
        <a class="craft" key={craft.path} href={to(`/kategori/${craft.path}`)}>
          <span class="tile-picture">
            <Picture photo={craft.photo} sizes="9rem" />
          </span>
          {inLocale(craft.label, locale)}
        </a>
      ))}
    </div>
  );
}

export function VillageTiles({ villages }: { villages: readonly FeaturedVillage[] }) {
  const { t, to } = useReader();
  return (
    <div class="tiles">
      {villages.map((village) => (
        <a class="tile" key={village.code} href={to(`/desa/${village.code}`)}>
          <span class="tile-picture">
            <Picture photo={village.photo} sizes="(min-width: 40rem) 18rem, 44vw" />
          </span>
          <span class="tile-words">
            <h3>{village.name}</h3>
            <p>
              {village.regencyName} · {t.catalogue.makers(village.makerCount)}
            </p>
          </span>
        </a>
      ))}
    </div>
  );
}

function Promises() {
  const { t } = useReader();
  const promises: [IconName, string, string][] = [
    ['basket', t.catalogue.promiseOne, t.catalogue.promiseOneText],
    ['shield', t.catalogue.promiseTwo, t.catalogue.promiseTwoText],
    ['leaf', t.catalogue.promiseThree, t.catalogue.promiseThreeText],
  ];
  return (
    <div class="promises">
      {promises.map(([icon, title, text]) => (
        <div class="promise" key={title}>
          <Icon name={icon} />
          <div>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
        </div>
      ))}
    </div>
  );
}

function Invitation() {
  const { t, to } = useReader();
  return (
    <div class="invite">
      <div class="invite-words">
        <h2>{t.catalogue.inviteTitle}</h2>
        <p>{t.catalogue.inviteText}</p>
        <p class="actions">
          <a class="button" href={to('/desk/baru')}>
            {t.catalogue.inviteButton}
          </a>
        </p>
      </div>
    </div>
  );
}
