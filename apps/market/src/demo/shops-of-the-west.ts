import { w, type DemoShop } from './craft.js';

/** Dharmasraya and Depok. */
export const SHOPS_OF_THE_WEST: readonly DemoShop[] = [
  {
    slug: 'keripik-tempe-uni-rina', name: 'Keripik Tempe Uni Rina', villageCode: '13.10.02.2001', owner: 'Rina Marlina', craft: 'tempe',
    story: w('Resep ibu sejak 1995; kedelai kami pilih satu per satu.', 'My mother’s recipe since 1995; we pick the soybeans one by one.'),
    makes: [[0, 'Original', 'Original'], [0, 'Balado', 'Balado'], [0, 'Daun Jeruk', 'Lime Leaf'], [1, 'Original', 'Original'], [2, 'Balado', 'Balado'], [3, 'Gurih', 'Savoury']],
  },
  {
    slug: 'dapur-pulau-punjung', name: 'Dapur Pulau Punjung', villageCode: '13.10.02.2001', owner: 'Yusnidar', craft: 'tempe',
    story: w('Camilan Minang dari dapur sepuluh ibu di Pulau Punjung.', 'Minang snacks from the kitchen of ten mothers in Pulau Punjung.'),
    makes: [[0, 'Pedas', 'Hot'], [1, 'Balado', 'Balado'], [4, 'Sanjai Balado', 'Sanjai Balado'], [4, 'Asin', 'Salted'], [5, 'Asin', 'Salted'], [3, 'Teri', 'Anchovy']],
  },
  {
    slug: 'tempe-renyah-dharmasraya', name: 'Tempe Renyah Dharmasraya', villageCode: '13.10.02.2002', owner: 'Hendri', craft: 'tempe',
    story: w('Mesin iris kami buatan bengkel tetangga; gorengnya tetap dengan tungku kayu.', 'Our slicer comes from the workshop next door; we still fry over a wood fire.'),
    makes: [[0, 'Rumput Laut', 'Seaweed'], [0, 'Keju', 'Cheese'], [0, 'Bawang', 'Garlic'], [1, 'Bawang', 'Garlic'], [2, 'Original', 'Original'], [5, 'Manis', 'Sweet']],
  },
  {
    slug: 'tanah-liek-citra', name: 'Tanah Liek Citra', villageCode: '13.10.02.2001', owner: 'Citra Dewi', craft: 'batik',
    story: w('Kampung Batik Tanah Liek: motif rumah gadang, kaluak paku, dan itiak pulang patang.', 'From the batik village: great-house, fern-tendril and homing-duck motifs.'),
    makes: [[0, 'Motif Kaluak Paku', 'Fern Tendril'], [0, 'Motif Rumah Gadang', 'Great House'], [1, 'Motif Kaluak Paku', 'Fern Tendril'], [2, 'Motif Pucuak Rabuang', 'Bamboo Shoot'], [3, 'Motif Kaluak Paku', 'Fern Tendril'], [5, 'Motif Itiak', 'Duck']],
  },
  {
    slug: 'batik-ranah-minang', name: 'Batik Ranah Minang', villageCode: '13.10.02.2006', owner: 'Elvi Susanti', craft: 'batik',
    story: w('Sutra dan katun halus dengan tanah liek dari tepi Batang Hari.', 'Silk and fine cotton with clay from the bank of the Batang Hari.'),
    makes: [[0, 'Motif Itiak Pulang Patang', 'Homing Ducks'], [1, 'Motif Siriah', 'Betel Leaf'], [2, 'Motif Siriah', 'Betel Leaf'], [4, 'Motif Pucuak Rabuang', 'Bamboo Shoot'], [3, 'Motif Siriah', 'Betel Leaf'], [5, 'Motif Siriah', 'Betel Leaf']],
  },
  {
    slug: 'batik-bundo-kanduang', name: 'Batik Bundo Kanduang', villageCode: '13.10.02.2001', owner: 'Zuraida', craft: 'batik',
    story: w('Kelompok pembatik perempuan; separuh hasilnya untuk beasiswa anak nagari.', 'A women’s batik group; half of the proceeds pay for village scholarships.'),
    makes: [[0, 'Motif Bungo Mangga', 'Mango Blossom'], [1, 'Motif Bungo Mangga', 'Mango Blossom'], [2, 'Motif Aka Cino', 'Aka Cino'], [4, 'Motif Aka Cino', 'Aka Cino'], [5, 'Motif Bungo Mangga', 'Mango Blossom']],
  },
  {
    slug: 'atsiri-dharmasraya', name: 'Atsiri Dharmasraya', villageCode: '13.10.02.2002', owner: 'Ir. Syafril', craft: 'oil',
    story: w('Sentra minyak atsiri: suling uap, diuji di laboratorium, botol kaca gelap.', 'The essential oil sentra: steam-distilled, laboratory-tested, in dark glass.'),
    makes: [[0, 'Murni', 'Pure'], [1, 'Murni', 'Pure'], [2, 'Murni', 'Pure'], [3, 'Hangat', 'Warming']],
  },
  {
    slug: 'konveksi-cipayung-jaya', name: 'Konveksi Cipayung Jaya', villageCode: '32.76.07.1002', owner: 'Dedi Supriadi', craft: 'garment',
    story: w('Dua puluh lima penjahit di Kawasan Senada; seragam, kemeja, dan kaos.', 'Twenty-five tailors in the Senada quarter: uniforms, shirts and T-shirts.'),
    makes: [[0, 'Putih', 'White'], [0, 'Biru Langit', 'Sky Blue'], [4, 'Gambar Harimau', 'Tiger'], [5, 'Hijau', 'Green'], [5, 'Cokelat', 'Brown'], [2, 'Hitam', 'Black']],
  },
  {
    slug: 'senada-busana', name: 'Senada Busana', villageCode: '32.76.07.1004', owner: 'Euis Komariah', craft: 'garment',
    story: w('Busana muslim harian yang adem dan tahan cuci.', 'Cool, hard-wearing everyday Muslim dress.'),
    makes: [[1, 'Sage', 'Sage'], [1, 'Terakota', 'Terracotta'], [3, 'Krem', 'Cream'], [3, 'Bunga Kecil', 'Small Flowers'], [6, 'Putih Gading', 'Ivory'], [6, 'Bunga Biru', 'Blue Flowers'], [2, 'Mocca', 'Mocha']],
  },
  {
    slug: 'jahit-rapi-depok', name: 'Jahit Rapi Depok', villageCode: '32.76.07.1001', owner: 'Agus Salim', craft: 'garment',
    story: w('Menerima pesanan kecil; satu lusin pun kami kerjakan sungguh-sungguh.', 'Small orders welcome; we take even a dozen seriously.'),
    makes: [[0, 'Kotak Biru', 'Blue Check'], [2, 'Garis', 'Striped'], [4, 'Gambar Kapal', 'Ship'], [4, 'Gambar Bunga', 'Flower'], [3, 'Polos', 'Plain'], [0, 'Linen Alam', 'Natural Linen']],
  },
  {
    slug: 'pondok-petir-snack', name: 'Pondok Petir Snack', villageCode: '32.76.11.1004', owner: 'Nurhasanah', craft: 'tempe',
    story: w('Dua puluh dapur di Pondok Petir, satu standar, satu merek.', 'Twenty kitchens in Pondok Petir, one standard, one brand.'),
    makes: [[4, 'Balado', 'Balado'], [4, 'Keju', 'Cheese'], [5, 'Cokelat', 'Chocolate'], [5, 'Karamel', 'Caramel'], [6, 'Original', 'Original'], [6, 'Pandan', 'Pandan'], [3, 'Kacang Hijau', 'Mung Bean']],
  },
  {
    slug: 'dapur-ibu-petir', name: 'Dapur Ibu Petir', villageCode: '32.76.11.1004', owner: 'Sri Wahyuni', craft: 'tempe',
    story: w('Kue kering kampung untuk lebaran dan untuk Senin biasa.', 'Village biscuits for the feast and for an ordinary Monday.'),
    makes: [[6, 'Wijen', 'Sesame'], [6, 'Gula Aren', 'Palm Sugar'], [3, 'Udang Rebon', 'Dried Shrimp'], [5, 'Original', 'Original'], [4, 'Original', 'Original'], [2, 'Pedas Manis', 'Sweet and Hot']],
  },
  {
    slug: 'renyah-bojongsari', name: 'Renyah Bojongsari', villageCode: '32.76.11.1004', owner: 'Bambang Irawan', craft: 'tempe',
    story: w('Keripik untuk kafe dan kantor; isi ulang diterima.', 'Chips for cafés and offices; refills welcome.'),
    makes: [[0, 'Original', 'Original'], [4, 'Jagung Bakar', 'Roast Corn'], [5, 'Susu', 'Milk'], [1, 'Pedas', 'Hot'], [2, 'Keju', 'Cheese']],
  },
];
