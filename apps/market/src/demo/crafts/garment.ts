import { w, type Craft } from '../craft.js';

const sizes = { name: w('Ukuran', 'Size'), values: [['S', 'S', 0], ['M', 'M', 0], ['L', 'L', 0], ['XL', 'XL', 10_000]] } as const;

export const garment: Craft = {
  category: 'textile/garment',
  texture: 'fabric',
  attributes: { fibre: 'cotton', fit: 'unisex', care: w('Cuci dengan warna serupa, setrika hangat.', 'Wash with like colours, warm iron.') },
  items: [
    { name: w('Kemeja Katun', 'Cotton Shirt'), about: w('Kemeja harian dari katun 40s, jahitan rantai ganda.', 'An everyday shirt of 40s cotton with double chain stitching.'), price: 110_000, grams: 260, mm: [320, 250, 30], shape: 'shirt', options: sizes, reseller: [[12, 92_000], [100, 82_000]] },
    { name: w('Gamis Harian', 'Everyday Gamis'), about: w('Gamis longgar yang jatuh, dengan saku samping.', 'A loose, flowing gamis with side pockets.'), price: 165_000, grams: 420, mm: [340, 280, 40], shape: 'dress', options: sizes, attributes: { fibre: 'rayon', fit: 'women' }, reseller: [[12, 142_000]] },
    { name: w('Celana Kulot', 'Culottes'), about: w('Pinggang karet, bahan adem untuk iklim kita.', 'An elastic waist in a cool fabric for our climate.'), price: 85_000, grams: 280, mm: [320, 250, 30], shape: 'trousers', options: sizes, attributes: { fibre: 'rayon', fit: 'women' }, reseller: [[20, 70_000]] },
    { name: w('Kerudung Segi Empat', 'Square Headscarf'), about: w('Voal tipis 110 × 110 cm, tepi laser.', 'Fine voile, 110 × 110 cm, laser-cut edge.'), price: 35_000, grams: 90, mm: [220, 180, 15], shape: 'headscarf', attributes: { fibre: 'polyester', fit: 'women' }, reseller: [[20, 27_000], [144, 23_000]] },
    { name: w('Kaos Anak', 'Children’s T-shirt'), about: w('Katun lembut dengan sablon aman untuk anak.', 'Soft cotton with a print that is safe for children.'), price: 45_000, grams: 130, mm: [240, 200, 20], shape: 'shirt', options: { name: w('Umur', 'Age'), values: [['2–4', '2–4', 0], ['5–7', '5–7', 3_000], ['8–10', '8–10', 6_000]] }, attributes: { fit: 'children' }, reseller: [[24, 36_000]] },
    { name: w('Seragam Batik Sekolah', 'School Batik Uniform'), about: w('Dijahit menurut daftar ukuran sekolah; paling sedikit satu lusin.', 'Sewn to the school’s list of sizes; a dozen at the least.'), price: 95_000, grams: 240, mm: [320, 250, 30], shape: 'shirt', options: sizes, leadDays: 14, attributes: { fit: 'children' }, reseller: [[12, 82_000], [100, 74_000]] },
    { name: w('Mukena Katun', 'Cotton Prayer Garment'), about: w('Mukena ringan dengan tas serut dari kain yang sama.', 'A light prayer garment with a drawstring bag of the same cloth.'), price: 185_000, grams: 620, mm: [320, 260, 70], shape: 'dress', attributes: { fit: 'women' }, reseller: [[12, 159_000]] },
  ],
};
