import { w, type Craft } from '../craft.js';

export const tedung: Craft = {
  category: 'craft/umbrella',
  texture: 'tedung',
  attributes: { diameterCm: 120, canopy: w('Katun dengan prada', 'Cotton with gilding'), frame: w('Bambu dan kayu nangka', 'Bamboo and jackfruit wood'), handmade: true, care: w('Simpan kering dan tertutup.', 'Keep dry and closed.') },
  items: [
    { name: w('Tedung Upacara', 'Ceremonial Tedung'), about: w('Payung upacara berumbai dengan tepi prada, untuk pura dan rumah.', 'A fringed ceremonial umbrella with gilded edges, for temple and home.'), price: 650_000, grams: 3200, mm: [1600, 160, 160], shape: 'umbrella', attributes: { use: 'ceremonial', heightCm: 220 }, leadDays: 7 },
    { name: w('Tedung Robrob', 'Tiered Tedung'), about: w('Tedung bertingkat dengan rumbai ganda.', 'A tiered tedung with a double fringe.'), price: 1_250_000, grams: 4500, mm: [1800, 200, 200], shape: 'umbrella', attributes: { use: 'ceremonial', diameterCm: 140 }, leadDays: 14 },
    { name: w('Payung Hias Meja', 'Table Tedung'), about: w('Tedung kecil setinggi 45 cm untuk hiasan meja, dengan alas kayu.', 'A 45 cm tedung for the table, with a wooden stand.'), price: 95_000, grams: 420, mm: [480, 90, 90], shape: 'umbrella', attributes: { use: 'decoration', diameterCm: 35, heightCm: 45 }, reseller: [[12, 80_000], [50, 70_000]] },
    { name: w('Payung Taman Bali', 'Balinese Garden Umbrella'), about: w('Payung taman tahan hujan dengan tiang dua bagian.', 'A rain-proof garden umbrella with a pole in two parts.'), price: 875_000, grams: 5200, mm: [1500, 200, 200], shape: 'umbrella', attributes: { use: 'garden', diameterCm: 200, canopy: w('Kain tahan air', 'Water-resistant cloth') } },
    { name: w('Tedung Gantung', 'Hanging Tedung'), about: w('Hiasan gantung untuk lobi, kafe, dan pesta; ringan dan dapat dilipat.', 'A hanging decoration for lobbies, cafés and parties; light and foldable.'), price: 175_000, grams: 700, mm: [700, 110, 110], shape: 'closed-umbrella', attributes: { use: 'decoration', diameterCm: 70 }, reseller: [[10, 150_000]] },
    { name: w('Kain Umbul-umbul Tedung', 'Tedung Banner Set'), about: w('Sepasang umbul-umbul sewarna tedung.', 'A pair of banners in the colours of the tedung.'), price: 240_000, grams: 800, mm: [420, 300, 60], shape: 'hanging-cloth', unit: 'PASANG', attributes: { use: 'ceremonial', diameterCm: 60 } },
  ],
};
