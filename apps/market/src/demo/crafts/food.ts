import { w, type Craft } from '../craft.js';

const pack = { name: w('Isi', 'Pack'), values: [['100 g', '100 g', 0], ['250 g', '250 g', 19_000]] } as const;

export const tempe: Craft = {
  category: 'food/snack',
  texture: 'chips',
  attributes: { netWeightGrams: 100, ingredients: w('Kedelai, tepung beras, santan, bawang putih, ketumbar, garam, minyak nabati', 'Soybeans, rice flour, coconut milk, garlic, coriander, salt, vegetable oil'), allergens: ['soy'], shelfLifeDays: 120, storage: w('Tempat kering, tutup rapat', 'Keep dry and tightly closed'), packaging: w('Standing pouch aluminium', 'Aluminium standing pouch') },
  items: [
    { name: w('Keripik Tempe', 'Tempeh Chips'), about: w('Tempe diiris setipis kertas lalu digoreng dua kali, renyah sampai remah terakhir.', 'Tempeh sliced thin as paper and fried twice, crisp to the last crumb.'), price: 15_000, grams: 120, mm: [220, 160, 60], shape: 'snack-pack', options: pack, reseller: [[24, 12_500], [144, 11_000]] },
    { name: w('Keripik Tempe Kemasan Keluarga', 'Tempeh Chips, Family Pack'), about: w('Kemasan setengah kilo untuk arisan dan warung.', 'Half a kilo for gatherings and small shops.'), price: 62_000, grams: 560, mm: [340, 240, 120], shape: 'snack-pack', attributes: { netWeightGrams: 500 }, reseller: [[12, 54_000]] },
    { name: w('Keripik Tempe Toples', 'Tempeh Chips in a Jar'), about: w('Toples oleh-oleh yang dapat dipakai lagi.', 'A gift jar that can be used again.'), price: 38_000, grams: 320, mm: [140, 140, 200], shape: 'jar', attributes: { netWeightGrams: 250 } },
    { name: w('Rempeyek Kacang', 'Peanut Rempeyek'), about: w('Rempeyek tipis berbumbu daun jeruk.', 'Thin peanut crackers with lime leaf.'), price: 18_000, grams: 170, mm: [240, 180, 70], shape: 'snack-pack', attributes: { netWeightGrams: 150, allergens: ['peanut'], ingredients: w('Tepung beras, kacang tanah, santan, daun jeruk, ketumbar, garam, minyak nabati', 'Rice flour, peanuts, coconut milk, lime leaf, coriander, salt, vegetable oil') } },
    { name: w('Keripik Singkong', 'Cassava Chips'), about: w('Singkong kebun sendiri, diiris tipis dan digoreng kering.', 'Home-grown cassava, thinly sliced and fried dry.'), price: 14_000, grams: 170, mm: [240, 180, 70], shape: 'snack-pack', options: pack, attributes: { netWeightGrams: 150, allergens: [], ingredients: w('Singkong, minyak nabati, garam, cabai', 'Cassava, vegetable oil, salt, chilli') }, reseller: [[24, 11_500]] },
    { name: w('Keripik Pisang', 'Banana Chips'), about: w('Pisang kepok tua, manis sendiri tanpa gula tambahan.', 'Ripe kepok bananas, sweet by themselves with no sugar added.'), price: 16_000, grams: 170, mm: [240, 180, 70], shape: 'snack-pack', options: pack, attributes: { netWeightGrams: 150, allergens: [], ingredients: w('Pisang kepok, minyak nabati, garam', 'Kepok bananas, vegetable oil, salt') } },
    { name: w('Kembang Goyang', 'Kembang Goyang Rosettes'), about: w('Kue kering berbentuk bunga, gurih santan.', 'Crisp flower rosettes, rich with coconut milk.'), price: 25_000, grams: 280, mm: [160, 160, 180], shape: 'jar', attributes: { netWeightGrams: 220, allergens: ['egg', 'gluten'], ingredients: w('Tepung beras, tepung terigu, telur, santan, gula, wijen', 'Rice flour, wheat flour, egg, coconut milk, sugar, sesame') }, reseller: [[24, 21_000]] },
  ],
};

export const oil: Craft = {
  category: 'aroma/essential-oil',
  texture: 'oil',
  attributes: { volumeMl: 10, distillation: 'steam', purityPercent: 100 },
  items: [
    { name: w('Minyak Serai Wangi', 'Citronella Oil'), about: w('Disuling uap dari daun serai wangi kebun nagari.', 'Steam-distilled from the citronella of the nagari.'), price: 35_000, grams: 60, mm: [80, 40, 40], shape: 'bottle', options: { name: w('Isi', 'Volume'), values: [['10 ml', '10 ml', 0], ['30 ml', '30 ml', 45_000]] }, attributes: { plant: w('Serai wangi', 'Citronella'), plantPart: w('Daun', 'Leaf') }, reseller: [[24, 29_000]] },
    { name: w('Minyak Nilam', 'Patchouli Oil'), about: w('Aroma tanah yang dalam, dasar wewangian dunia.', 'A deep, earthy note at the base of the world’s perfumes.'), price: 55_000, grams: 60, mm: [80, 40, 40], shape: 'bottle', attributes: { plant: w('Nilam', 'Patchouli'), plantPart: w('Daun kering', 'Dried leaf') }, reseller: [[24, 47_000]] },
    { name: w('Minyak Kulit Manis', 'Cinnamon Oil'), about: w('Hangat dan manis, untuk diffuser dan pijat.', 'Warm and sweet, for diffusers and massage.'), price: 65_000, grams: 60, mm: [80, 40, 40], shape: 'bottle', attributes: { plant: w('Kayu manis', 'Cinnamon'), plantPart: w('Kulit batang', 'Bark') } },
    { name: w('Minyak Pijat Serai', 'Citronella Massage Oil'), about: w('Serai wangi dalam minyak kelapa, lembut di kulit.', 'Citronella in coconut oil, gentle on the skin.'), price: 45_000, grams: 150, mm: [150, 50, 50], shape: 'bottle', attributes: { volumeMl: 100, purityPercent: 8, plant: w('Serai wangi', 'Citronella') } },
  ],
};
