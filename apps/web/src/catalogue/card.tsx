import type { ProductCard } from '#libs/shop';
import { Price, Said } from '../kit/parts.js';
import { Picture } from '../kit/picture.js';
import { useReader } from '../kit/reader.js';

const SIZES = '(min-width: 60rem) 18rem, (min-width: 40rem) 30vw, 44vw';

export function ProductCards({ cards, look = '' }: { cards: readonly ProductCard[]; look?: 'three' | '' }) {
  return (
    <ul class={`cards ${look}`}>
      {cards.map((card, index) => (
        <li key={card.slug}>
          <Card card={card} isFirst={index < 2} />
        </li>
      ))}
    </ul>
  );
}

function Card({ card, isFirst }: { card: ProductCard; isFirst: boolean }) {
  const { t, to } = useReader();
  return (
    <article class="card">
      <div class="card-picture">
        <Picture photo={card.photo} sizes={SIZES} isFirst={isFirst} />
        {card.availability === 'made_to_order' && <span class="tag slow">{t.catalogue.madeToOrder}</span>}
        {card.availability === 'sold_out' && <span class="tag bad">{t.catalogue.outOfStock}</span>}
      </div>
      <h3>
        <a href={to(`/produk/${card.slug}`)}>
          <Said words={card.name} />
        </a>
      </h3>
      <Price amount={card.priceAmount} />
      <span class="maker">
        {card.shop.name} · {card.village.name}
      </span>
    </article>
  );
}
