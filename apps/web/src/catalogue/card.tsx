import type { Words } from '#libs/platform';
import { Price, Said } from '../kit/parts.js';
import { Picture } from '../kit/picture.js';
import { useReader } from '../kit/reader.js';

/** What a list shows of a product. */
export interface CardData {
  slug: string;
  name: Words;
  priceAmount: number;
  madeToOrder: boolean;
  availability: 'in_stock' | 'low_stock' | 'out_of_stock' | 'made_to_order';
  shopName: string;
  villageName: string;
  photoId: string | null;
}

const SIZES = '(min-width: 60rem) 18rem, (min-width: 40rem) 30vw, 46vw';

export function ProductCards({ cards, look = '' }: { cards: readonly CardData[]; look?: 'three' | '' }) {
  return <ul class={`cards ${look}`}>{cards.map((card, index) => <li key={card.slug}><ProductCard card={card} isFirst={index < 2} /></li>)}</ul>;
}

function ProductCard({ card, isFirst }: { card: CardData; isFirst: boolean }) {
  const { t, to } = useReader();
  return (
    <article class="card">
      <div class="card-picture">
        <Picture photoId={card.photoId} sizes={SIZES} isFirst={isFirst} />
        {card.availability === 'made_to_order' && <span class="tag slow">{t.catalogue.madeToOrder}</span>}
        {card.availability === 'out_of_stock' && <span class="tag bad">{t.catalogue.outOfStock}</span>}
      </div>
      <h3><a href={to(`/produk/${card.slug}`)}><Said words={card.name} /></a></h3>
      <Price amount={card.priceAmount} />
      <span class="maker">{card.shopName} · {card.villageName}</span>
    </article>
  );
}
