import { w, type Craft } from '../craft.js';

export const carving: Craft = {
  category: 'craft/carving',
  texture: 'wood',
  attributes: { wood: w('Suar', 'Suar (raintree)'), finish: w('Minyak alami', 'Natural oil'), handmade: true, care: w('Lap kering; olesi minyak kayu setahun sekali.', 'Wipe dry; oil once a year.') },
  items: [
    { name: w('Patung Kayu', 'Wooden Figure'), about: w('Dipahat dari satu potong kayu tanpa sambungan oleh pemahat Jagapati, Angantaka, dan Sedang.', 'Carved from a single block without joints by the carvers of Jagapati, Angantaka and Sedang.'), price: 350_000, grams: 1400, mm: [160, 140, 320], shape: 'statue', options: { name: w('Tinggi', 'Height'), values: [['30 cm', '30 cm', 0], ['45 cm', '45 cm', 250_000]] }, attributes: { heightCm: 30 } },
    { name: w('Panel Ukir Dinding', 'Carved Wall Panel'), about: w('Ukiran tembus untuk dinding rumah atau lobi.', 'Openwork carving for the wall of a home or lobby.'), price: 850_000, grams: 3800, mm: [620, 420, 60], shape: 'panel', leadDays: 14, attributes: { lengthCm: 60, widthCm: 40 } },
    { name: w('Topeng Bali', 'Balinese Mask'), about: w('Topeng dari kayu pule yang ringan, dapat dipakai menari.', 'A mask of light pule wood, made to be danced in.'), price: 425_000, grams: 600, mm: [240, 200, 140], shape: 'mask', attributes: { wood: w('Pule', 'Pule') } },
    { name: w('Mangkuk Kayu', 'Wooden Bowl'), about: w('Mangkuk bubut halus, aman untuk makanan kering.', 'A smoothly turned bowl, safe for dry food.'), price: 90_000, grams: 520, mm: [200, 200, 90], shape: 'bowl', nestable: true, reseller: [[12, 76_000]] },
    { name: w('Kotak Perhiasan Ukir', 'Carved Jewellery Box'), about: w('Kotak berengsel kuningan dengan tutup berukir.', 'A box with brass hinges and a carved lid.'), price: 220_000, grams: 900, mm: [220, 160, 120], shape: 'box', reseller: [[10, 190_000]] },
    { name: w('Tempat Dupa Kayu', 'Wooden Incense Holder'), about: w('Penahan dupa dengan ukiran daun; ringan untuk oleh-oleh.', 'An incense holder with carved leaves; a light gift to carry home.'), price: 45_000, grams: 180, mm: [260, 60, 40], shape: 'panel', reseller: [[24, 36_000]] },
  ],
};
