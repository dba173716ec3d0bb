import type { Words } from '#libs/platform';
import { w } from '../demo/craft.js';

/** Motifs and flavours that shops give their things; each stands on a few of a hundred products. */
export const MOTIFS: Readonly<Record<'cloth' | 'plait' | 'carved' | 'taste', readonly Words[]>> = {
  cloth: [
    w('Kaluak Paku', 'Fern Tendril'), w('Pucuak Rabuang', 'Bamboo Shoot'), w('Itiak Pulang', 'Homing Ducks'), w('Rumah Gadang', 'Great House'), w('Siriah', 'Betel Leaf'),
    w('Patra Punggel', 'Lotus Scroll'), w('Cendrawasih', 'Bird of Paradise'), w('Wajik', 'Lozenge'), w('Bintang', 'Star'), w('Ombak', 'Wave'), w('Teratai', 'Lotus'), w('Merak', 'Peacock'),
    w('Kawung', 'Palm Fruit'), w('Parang', 'Blade'), w('Tumpal', 'Spearhead'), w('Rebung', 'Shoots'), w('Kembang Sepatu', 'Hibiscus'), w('Nanas', 'Pineapple'), w('Kupu', 'Butterfly'), w('Gunung', 'Mountain'),
  ],
  plait: [
    w('Gigi Haruan', 'Fish Teeth'), w('Mata Punai', 'Dove Eye'), w('Halilipan', 'Centipede'), w('Bintang', 'Star'), w('Ombak', 'Wave'), w('Sisik', 'Scale'), w('Kotak', 'Check'), w('Jajar', 'Stripe'),
    w('Anyam Kepar', 'Twill'), w('Turun Dayang', 'Maiden Stair'), w('Pucuk', 'Shoot'), w('Kambang', 'Blossom'), w('Jajaran', 'Row'), w('Tampuk', 'Rosette'),
  ],
  carved: [
    w('Garuda', 'Garuda'), w('Barong', 'Barong'), w('Dewi Sri', 'Dewi Sri'), w('Kuda', 'Horse'), w('Gajah', 'Elephant'), w('Penari', 'Dancer'), w('Petani', 'Farmer'), w('Nelayan', 'Fisherman'),
    w('Burung Hantu', 'Owl'), w('Ikan', 'Fish'), w('Naga', 'Dragon'), w('Daun', 'Leaf'),
  ],
  taste: [
    w('Original', 'Original'), w('Balado', 'Balado'), w('Pedas Manis', 'Sweet and Hot'), w('Daun Jeruk', 'Lime Leaf'), w('Bawang', 'Garlic'), w('Rumput Laut', 'Seaweed'), w('Keju', 'Cheese'),
    w('Jagung Bakar', 'Roast Corn'), w('Gula Aren', 'Palm Sugar'), w('Wijen', 'Sesame'), w('Kencur', 'Galangal'), w('Udang', 'Shrimp'),
  ],
};

/** What tells one piece of a motif from the next. */
export const COLOURS: readonly Words[] = [
  w('Merah', 'Red'), w('Marun', 'Maroon'), w('Nila', 'Indigo'), w('Biru Langit', 'Sky Blue'), w('Hijau Daun', 'Leaf Green'), w('Hijau Lumut', 'Moss'), w('Kuning', 'Yellow'), w('Emas', 'Gold'),
  w('Cokelat', 'Brown'), w('Krem', 'Cream'), w('Putih', 'White'), w('Hitam', 'Black'), w('Ungu', 'Purple'), w('Jingga', 'Orange'), w('Abu', 'Grey'), w('Terakota', 'Terracotta'),
];

/** For food and oils, where colour says nothing. */
export const BATCHES: readonly Words[] = [
  w('Kemasan Hijau', 'Green Pack'), w('Kemasan Merah', 'Red Pack'), w('Edisi Lebaran', 'Holiday Edition'), w('Panen Raya', 'Main Harvest'), w('Dapur Ibu', 'Mother’s Kitchen'), w('Resep Nenek', 'Grandmother’s Recipe'),
  w('Kampung', 'Village'), w('Istimewa', 'Special'), w('Pilihan', 'Choice'), w('Harian', 'Everyday'), w('Tungku', 'Wood Fire'), w('Kebun', 'Garden'),
];

/** First and second half of a shop's name. */
export const SHOP_NAMES: readonly [readonly string[], readonly string[]] = [
  ['Mekar', 'Sinar', 'Karya', 'Rumah', 'Bina', 'Cipta', 'Warna', 'Tunas', 'Permata', 'Lentera', 'Bunga', 'Citra', 'Griya', 'Sumber', 'Harapan', 'Langgeng', 'Melati', 'Kenanga', 'Cahaya', 'Tangan'],
  ['Sari', 'Jaya', 'Lestari', 'Mandiri', 'Abadi', 'Bersama', 'Nusantara', 'Makmur', 'Indah', 'Utama', 'Asri', 'Sejati', 'Rahayu', 'Sentosa', 'Bahari', 'Ibu', 'Desa', 'Rakyat', 'Pertiwi', 'Kita'],
];

export const OWNERS: readonly string[] = ['Siti Aminah', 'Nurhayati', 'Ketut Sari', 'Rina Wati', 'Dedi Kurniawan', 'Yusuf Hakim', 'Made Astawa', 'Euis Suryani', 'Bambang Irawan', 'Zuraida', 'Hasan Basri', 'Wayan Lestari'];
