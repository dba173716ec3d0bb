import { w, type Craft } from '../craft.js';

export const endek: Craft = {
  category: 'textile/cloth',
  texture: 'endek',
  attributes: { fibre: 'cotton', dye: 'synthetic', loom: 'atbm', widthCm: 105, handmade: true, care: w('Cuci dengan tangan, air dingin, jemur di tempat teduh.', 'Wash by hand in cold water, dry in the shade.') },
  items: [
    { name: w('Kain Endek Katun', 'Cotton Endek Cloth'), about: w('Ditenun di alat tenun bukan mesin; benangnya diikat dan dicelup dahulu, sehingga tepi motifnya lembut. Dijual per setengah meter.', 'Woven on a handloom from yarn that is tied and dyed first, which gives the motif its soft edge. Sold by the half metre.'), price: 125_000, grams: 140, mm: [300, 250, 20], shape: 'hanging-cloth', unit: 'METER', reseller: [[40, 110_000]] },
    { name: w('Kamen Endek', 'Endek Kamen'), about: w('Satu lembar kamen 2,25 meter untuk upacara dan acara resmi.', 'One kamen of 2.25 metres for ceremonies and formal days.'), price: 485_000, grams: 620, mm: [320, 280, 40], shape: 'folded-cloth', unit: 'LEMBAR', attributes: { lengthCm: 225 }, reseller: [[10, 430_000]] },
    { name: w('Kain Endek Sutra', 'Silk Endek Cloth'), about: w('Sutra berkilau dengan pewarna alam; satu lembar selesai dalam tiga minggu.', 'Lustrous silk in natural dyes; one piece takes three weeks.'), price: 1_150_000, grams: 420, mm: [320, 280, 30], shape: 'folded-cloth', unit: 'LEMBAR', leadDays: 21, attributes: { fibre: 'silk', dye: 'natural', dyePlants: w('Mengkudu, tarum, kulit mahoni', 'Morinda, indigo, mahogany bark'), lengthCm: 225 } },
    { name: w('Selendang Endek', 'Endek Shawl'), about: w('Selendang ringan berumbai, panjang 180 cm.', 'A light fringed shawl, 180 cm long.'), price: 185_000, grams: 210, mm: [300, 220, 20], shape: 'shawl', attributes: { widthCm: 45, lengthCm: 180 }, reseller: [[12, 160_000]] },
    { name: w('Kain Endek Pewarna Alam', 'Naturally Dyed Endek'), about: w('Warna lembut dari akar mengkudu dan daun tarum; tiap celupan sedikit berbeda.', 'Gentle colours from morinda root and indigo leaf; every dye bath differs a little.'), price: 250_000, grams: 150, mm: [300, 250, 20], shape: 'hanging-cloth', unit: 'METER', attributes: { dye: 'natural', dyePlants: w('Mengkudu dan tarum', 'Morinda and indigo') } },
    { name: w('Taplak Meja Endek', 'Endek Table Runner'), about: w('Pelari meja 40 × 180 cm dengan tepi jahit rapi.', 'A table runner of 40 × 180 cm with a neat hem.'), price: 165_000, grams: 260, mm: [280, 220, 30], shape: 'hanging-cloth', attributes: { widthCm: 40, lengthCm: 180 } },
    { name: w('Sarung Bantal Endek', 'Endek Cushion Cover'), about: w('Sarung bantal 45 × 45 cm dengan ritsleting tersembunyi.', 'A 45 × 45 cm cushion cover with a hidden zip.'), price: 95_000, grams: 160, mm: [260, 240, 20], shape: 'folded-cloth', attributes: { widthCm: 45, lengthCm: 45 }, reseller: [[12, 80_000]] },
  ],
};
