import { w, type Craft } from '../craft.js';

export const batik: Craft = {
  category: 'textile/batik',
  texture: 'batik',
  attributes: { fibre: 'cotton', technique: 'hand-drawn', dye: 'natural', dyePlants: w('Tanah liat, gambir, dan kulit jengkol', 'Clay, gambier and jengkol pods'), widthCm: 115, handmade: true, care: w('Cuci dengan lerak atau sampo, jemur di tempat teduh.', 'Wash with soapnut or shampoo, dry in the shade.') },
  items: [
    { name: w('Batik Tanah Liek Tulis', 'Hand-drawn Tanah Liek Batik'), about: w('Kain direndam tanah liat sebelum dicanting, sehingga warnanya cokelat lembut khas Minangkabau. Satu lembar 2,3 meter.', 'The cloth is steeped in clay before it is waxed, which gives the soft brown of the Minangkabau. One piece of 2.3 metres.'), price: 650_000, grams: 480, mm: [320, 260, 30], shape: 'folded-cloth', unit: 'LEMBAR', attributes: { lengthCm: 230 }, leadDays: 14, reseller: [[10, 575_000]] },
    { name: w('Batik Tanah Liek Cap', 'Stamped Tanah Liek Batik'), about: w('Dicap dengan canting tembaga, dicelup tanah liat.', 'Stamped with a copper block, dyed in clay.'), price: 235_000, grams: 460, mm: [320, 260, 30], shape: 'hanging-cloth', unit: 'LEMBAR', attributes: { technique: 'stamped', lengthCm: 210 }, reseller: [[20, 205_000]] },
    { name: w('Selendang Tanah Liek', 'Tanah Liek Shawl'), about: w('Selendang adat 60 × 200 cm.', 'A customary shawl of 60 × 200 cm.'), price: 285_000, grams: 240, mm: [280, 220, 20], shape: 'shawl', attributes: { lengthCm: 200, widthCm: 60 } },
    { name: w('Kemeja Batik Tanah Liek', 'Tanah Liek Batik Shirt'), about: w('Kemeja lengan panjang dari kain cap, potongan lurus.', 'A straight-cut long-sleeved shirt of stamped cloth.'), price: 325_000, grams: 320, mm: [320, 260, 40], shape: 'shirt', options: { name: w('Ukuran', 'Size'), values: [['M', 'M', 0], ['L', 'L', 0], ['XL', 'XL', 15_000]] }, attributes: { technique: 'stamped' }, reseller: [[12, 285_000]] },
    { name: w('Syal Sutra Tanah Liek', 'Tanah Liek Silk Scarf'), about: w('Sutra ringan yang dicanting halus.', 'Light silk with fine wax drawing.'), price: 420_000, grams: 120, mm: [260, 200, 20], shape: 'headscarf', attributes: { fibre: 'silk', lengthCm: 180, widthCm: 50 } },
    { name: w('Sarung Bantal Tanah Liek', 'Tanah Liek Cushion Cover'), about: w('Sarung bantal 40 × 40 cm.', 'A cushion cover of 40 × 40 cm.'), price: 85_000, grams: 150, mm: [260, 220, 20], shape: 'folded-cloth', attributes: { technique: 'stamped', lengthCm: 40, widthCm: 40 }, reseller: [[12, 72_000]] },
  ],
};
