import { w, type Craft } from '../craft.js';

// Prices, sizes and orders as reported of Palam's weavers, 2017 to 2021.
const size = { name: w('Ukuran', 'Size'), values: [['Kecil', 'Small', 0], ['Sedang', 'Medium', 15_000], ['Besar', 'Large', 40_000]] } as const;

export const purun: Craft = {
  category: 'craft/weaving',
  texture: 'purun',
  attributes: { material: w('Purun danau yang dijemur dan ditumbuk', 'Lake purun reed, sun-dried and pounded'), weave: 'plain', dye: 'mixed', handmade: true, care: w('Jemur sebentar bila lembap; jangan direndam.', 'Air in the sun when damp; do not soak.') },
  items: [
    { name: w('Tas Purun Belanja', 'Purun Shopping Bag'), about: w('Tas belanja yang ringan dan kuat, dianyam rapat dari purun danau. Cukup untuk sepuluh kilo jeruk, dan tambah lentur bila sering dipakai.', 'A light, strong shopping bag, closely woven from lake purun. It carries ten kilos of oranges and grows more supple with use.'), price: 20_000, grams: 180, mm: [320, 260, 40], shape: 'bag', options: size, nestable: true, attributes: { lengthCm: 32, widthCm: 12, heightCm: 26, handle: w('Purun pilin', 'Twisted purun') }, reseller: [[12, 18_000], [100, 15_000]] },
    { name: w('Tas Bahu Purun', 'Purun Shoulder Bag'), about: w('Tas bahu dengan tali kulit sintetis dan kancing kayu, lapisan dalam katun.', 'A shoulder bag with a synthetic leather strap, a wooden button and a cotton lining.'), price: 95_000, grams: 420, mm: [340, 280, 90], shape: 'bag', attributes: { lining: w('Katun', 'Cotton'), handle: w('Kulit sintetis', 'Synthetic leather') }, reseller: [[12, 82_000]] },
    { name: w('Tas Purun Sasirangan', 'Purun and Sasirangan Bag'), about: w('Anyaman purun bertemu kain sasirangan Banjar; tiap potong berbeda.', 'Woven purun meets Banjar sasirangan cloth; no two pieces alike.'), price: 130_000, grams: 460, mm: [360, 300, 100], shape: 'bag', attributes: { lining: w('Sasirangan', 'Sasirangan') }, leadDays: 7 },
    { name: w('Tikar Purun', 'Purun Mat'), about: w('Tikar lebar yang sejuk untuk duduk bersama; satu lembar dianyam sampai seminggu.', 'A cool, wide mat for sitting together; one takes up to a week to weave.'), price: 70_000, grams: 1800, mm: [1200, 150, 150], shape: 'mat', unit: 'LEMBAR', attributes: { lengthCm: 200, widthCm: 120 }, reseller: [[20, 58_000]] },
    { name: w('Bakul Purun', 'Purun Basket'), about: w('Bakul bertutup untuk beras, buah, atau mainan anak.', 'A lidded basket for rice, fruit or toys.'), price: 45_000, grams: 520, mm: [300, 300, 280], shape: 'basket', options: size, nestable: true, reseller: [[12, 39_000]] },
    { name: w('Keranjang Cucian Purun', 'Purun Laundry Basket'), about: w('Keranjang tinggi dengan dua pegangan; isinya tetap berangin.', 'A tall basket with two handles that lets its contents breathe.'), price: 150_000, grams: 1500, mm: [420, 420, 550], shape: 'basket', nestable: true, leadDays: 5 },
    { name: w('Topi Purun', 'Purun Hat'), about: w('Topi lebar untuk ke sawah, ke pasar, atau ke pantai.', 'A wide hat for the field, the market or the beach.'), price: 35_000, grams: 130, mm: [380, 360, 120], shape: 'hat', nestable: true, reseller: [[12, 29_000]] },
    { name: w('Songkok Purun', 'Purun Songkok'), about: w('Songkok halus yang ringan, anyaman rapat dua lapis.', 'A fine, light songkok in close double weave.'), price: 30_000, grams: 90, mm: [260, 180, 110], shape: 'hat', options: { name: w('Ukuran', 'Size'), values: [['7', '7', 0], ['8', '8', 0], ['9', '9', 0]] }, nestable: true },
    { name: w('Kotak Tisu Purun', 'Purun Tissue Box'), about: w('Penutup tisu dengan alas kayu tipis.', 'A tissue cover with a thin wooden base.'), price: 28_000, grams: 210, mm: [260, 140, 110], shape: 'box', reseller: [[12, 24_000]] },
    { name: w('Tempat Botol Purun', 'Purun Bottle Carrier'), about: w('Pas untuk botol 600 ml, dengan tali pilin.', 'Fits a 600 ml bottle, with a twisted cord.'), price: 18_000, grams: 80, mm: [240, 90, 90], shape: 'bottle-holder', nestable: true, reseller: [[24, 15_000]] },
    { name: w('Pot Bunga Purun', 'Purun Flower Pot'), about: w('Sarung pot untuk tanaman di dalam rumah, berlapis plastik di dalamnya.', 'A cover for indoor plant pots, lined against water.'), price: 10_000, grams: 150, mm: [180, 180, 160], shape: 'pot', options: size, nestable: true, reseller: [[12, 8_500], [100, 7_500]] },
    { name: w('Dompet Purun', 'Purun Purse'), about: w('Dompet kecil beritsleting, ringan di saku.', 'A small zipped purse, light in the pocket.'), price: 15_000, grams: 60, mm: [200, 120, 25], shape: 'pouch', reseller: [[24, 12_000], [144, 10_000]] },
    { name: w('Map Seminar Purun', 'Purun Conference Folder'), about: w('Map A4 untuk rapat dan seminar; nama lembaga dapat dibordir.', 'An A4 folder for meetings and conferences; a name can be embroidered.'), price: 40_000, grams: 260, mm: [340, 250, 30], shape: 'pouch', leadDays: 10, reseller: [[50, 33_000]] },
  ],
};
