import { w, type DemoShop } from './craft.js';

/** Palam and Badung. */
export const SHOPS_OF_THE_EAST: readonly DemoShop[] = [
  {
    slug: 'al-firdaus-purun', name: 'Al Firdaus Purun', villageCode: '63.72.03.1001', owner: 'Hj. Siti Mariam', craft: 'purun',
    story: w('Kelompok 28 perajin yang menganyam sejak 2016. Purun kami ambil dari danau Palam, kami jemur sendiri, dan kami tumbuk sampai lentur.', 'A group of 28 weavers who have worked together since 2016. We cut our purun from the Palam lake, dry it ourselves and pound it until it is supple.'),
    makes: [[0, 'Motif Bunga', 'Flower'], [1, 'Motif Bunga', 'Flower'], [3, 'Motif Kotak', 'Check'], [4, 'Polos', 'Plain'], [6, 'Polos', 'Plain'], [9, 'Warna Alam', 'Natural'], [11, 'Motif Bunga', 'Flower'], [12, 'Polos', 'Plain']],
  },
  {
    slug: 'galuh-cempaka', name: 'Galuh Cempaka', villageCode: '63.72.03.1001', owner: 'Rusnah', craft: 'purun',
    story: w('Ibu-ibu Cempaka yang menganyam di teras rumah, sambil menjaga anak dan menunggu padi.', 'Mothers of Cempaka who weave on the porch while minding the children and the rice.'),
    makes: [[0, 'Motif Gigi Haruan', 'Haruan Tooth'], [2, 'Motif Naga Balimbur', 'Naga Balimbur'], [4, 'Motif Gigi Haruan', 'Haruan Tooth'], [5, 'Garis Hitam', 'Black Stripe'], [7, 'Halus', 'Fine'], [8, 'Motif Kotak', 'Check'], [10, 'Warna-warni', 'Many-coloured'], [11, 'Garis Merah', 'Red Stripe']],
  },
  {
    slug: 'galuh-banjar', name: 'Galuh Banjar', villageCode: '63.72.03.1001', owner: 'Norhayati', craft: 'purun',
    story: w('Anyaman untuk kota: warna tenang, lapisan rapi, jahitan kuat.', 'Weaving for the city: quiet colours, neat linings, strong seams.'),
    makes: [[1, 'Garis Nila', 'Indigo Stripe'], [2, 'Motif Kambang Kacang', 'Bean Flower'], [6, 'Pita Hitam', 'Black Ribbon'], [8, 'Polos', 'Plain'], [9, 'Garis Nila', 'Indigo Stripe'], [11, 'Motif Bintang', 'Star'], [12, 'Garis Nila', 'Indigo Stripe']],
  },
  {
    slug: 'kampung-purun-palam', name: 'Koperasi Kampung Purun', villageCode: '63.72.03.1001', owner: 'M. Yusuf', craft: 'purun',
    story: w('Koperasi sentra Kampung Purun: pesanan besar kami bagi kepada semua perajin.', 'The cooperative of Kampung Purun: we share large orders among all our weavers.'),
    makes: [[0, 'Polos', 'Plain'], [0, 'Motif Zigzag', 'Zigzag'], [3, 'Polos', 'Plain'], [5, 'Polos', 'Plain'], [6, 'Motif Bunga', 'Flower'], [10, 'Polos', 'Plain'], [12, 'Motif Sasirangan', 'Sasirangan']],
  },
  {
    slug: 'purun-ibu-aluh', name: 'Purun Ibu Aluh', villageCode: '63.72.03.1001', owner: 'Aluh', craft: 'purun',
    story: w('Menganyam bersama tiga anak perempuan saya; lima tas sehari, tidak lebih, supaya tetap rapi.', 'I weave with my three daughters; five bags a day and no more, so that each stays neat.'),
    makes: [[0, 'Motif Mata Punai', 'Punai Eye'], [1, 'Polos', 'Plain'], [4, 'Motif Mata Punai', 'Punai Eye'], [7, 'Hitam', 'Black'], [9, 'Polos', 'Plain'], [10, 'Garis', 'Striped']],
  },
  {
    slug: 'danau-purun', name: 'Danau Purun Studio', villageCode: '63.72.03.1001', owner: 'Ahmad Rifani', craft: 'purun',
    story: w('Bentuk baru dari bahan lama: studio muda di tepi danau Palam.', 'New shapes from an old material: a young studio by the Palam lake.'),
    makes: [[1, 'Dua Warna', 'Two-tone'], [2, 'Motif Gigi Haruan', 'Haruan Tooth'], [5, 'Dua Warna', 'Two-tone'], [8, 'Dua Warna', 'Two-tone'], [11, 'Dua Warna', 'Two-tone'], [12, 'Dua Warna', 'Two-tone']],
  },
  {
    slug: 'endek-getasan-asri', name: 'Endek Getasan Asri', villageCode: '51.03.04.2005', owner: 'Ni Wayan Sukerti', craft: 'endek',
    story: w('Tenun endek keluarga sejak 1978; dua belas alat tenun di halaman rumah kami di Getasan.', 'A family endek workshop since 1978; twelve looms in our yard in Getasan.'),
    makes: [[0, 'Motif Kuta Mesir', 'Kuta Mesir'], [1, 'Motif Patra', 'Patra'], [2, 'Motif Cepuk', 'Cepuk'], [3, 'Motif Wajik', 'Wajik'], [4, 'Motif Bintang', 'Star'], [6, 'Motif Patra', 'Patra']],
  },
  {
    slug: 'sari-tenun-getasan', name: 'Sari Tenun Getasan', villageCode: '51.03.04.2005', owner: 'Ni Made Ariani', craft: 'endek',
    story: w('Warna alam dari kebun sendiri: mengkudu, tarum, dan mahoni.', 'Natural dyes from our own garden: morinda, indigo and mahogany.'),
    makes: [[0, 'Motif Encak Saji', 'Encak Saji'], [2, 'Motif Singa Mandara', 'Singa Mandara'], [3, 'Motif Bunga Cempaka', 'Cempaka Flower'], [4, 'Motif Tirta', 'Tirta'], [5, 'Motif Encak Saji', 'Encak Saji'], [6, 'Motif Tirta', 'Tirta']],
  },
  {
    slug: 'tenun-dewi-sri', name: 'Tenun Dewi Sri', villageCode: '51.03.04.2005', owner: 'Ketut Sumerti', craft: 'endek',
    story: w('Warna-warna berani untuk anak muda yang ingin memakai endek setiap hari.', 'Bold colours for young people who want to wear endek every day.'),
    makes: [[0, 'Motif Rang-rang', 'Rang-rang'], [1, 'Motif Rang-rang', 'Rang-rang'], [3, 'Motif Gigi Barong', 'Barong Tooth'], [5, 'Motif Rang-rang', 'Rang-rang'], [6, 'Motif Gigi Barong', 'Barong Tooth']],
  },
  {
    slug: 'endek-puspa-jaya', name: 'Endek Puspa Jaya', villageCode: '51.03.04.2005', owner: 'I Nyoman Jaya', craft: 'endek',
    story: w('Melayani seragam kantor, hotel, dan sekolah; satu celupan untuk satu pesanan.', 'Uniform cloth for offices, hotels and schools; one dye lot for each order.'),
    makes: [[0, 'Motif Kembang', 'Blossom'], [0, 'Motif Garis Nila', 'Indigo Stripe'], [1, 'Motif Kembang', 'Blossom'], [3, 'Motif Kembang', 'Blossom'], [4, 'Motif Daun', 'Leaf'], [5, 'Motif Daun', 'Leaf']],
  },
  {
    slug: 'jagapati-wood', name: 'Jagapati Wood Carving', villageCode: '51.03.03.2004', owner: 'I Wayan Suardana', craft: 'carving',
    story: w('Tiga bersaudara pemahat; satu patung satu kayu.', 'Three brothers who carve; one figure, one piece of wood.'),
    makes: [[0, 'Penari Legong', 'Legong Dancer'], [0, 'Kucing', 'Cat'], [1, 'Pohon Hayat', 'Tree of Life'], [3, 'Suar', 'Suar'], [4, 'Daun', 'Leaf'], [5, 'Naga', 'Dragon']],
  },
  {
    slug: 'ukir-angantaka', name: 'Ukir Angantaka', villageCode: '51.03.03.2005', owner: 'I Ketut Darma', craft: 'carving',
    story: w('Topeng dan panel dari Angantaka, dipahat untuk menari dan untuk rumah.', 'Masks and panels from Angantaka, carved for the dance and for the home.'),
    makes: [[2, 'Jauk', 'Jauk'], [2, 'Rangda', 'Rangda'], [2, 'Tua', 'Old Man'], [1, 'Barong', 'Barong'], [4, 'Bunga Teratai', 'Lotus'], [5, 'Teratai', 'Lotus']],
  },
  {
    slug: 'sedang-karya-kayu', name: 'Sedang Karya Kayu', villageCode: '51.03.03.2006', owner: 'I Made Sudiarta', craft: 'carving',
    story: w('Peralatan makan dan hiasan dari kayu sisa bangunan.', 'Tableware and ornaments from reclaimed building wood.'),
    makes: [[3, 'Jati', 'Teak'], [3, 'Mahoni', 'Mahogany'], [4, 'Polos', 'Plain'], [5, 'Daun', 'Leaf'], [0, 'Burung Hantu', 'Owl']],
  },
  {
    slug: 'garuda-jas', name: 'Garuda JAS', villageCode: '51.03.03.2004', owner: 'I Putu Garuda', craft: 'carving',
    story: w('Garuda, Ganesha, dan tokoh wayang untuk hotel dan kolektor.', 'Garuda, Ganesha and shadow-play figures for hotels and collectors.'),
    makes: [[0, 'Garuda', 'Garuda'], [0, 'Ganesha', 'Ganesha'], [1, 'Ramayana', 'Ramayana'], [2, 'Hanoman', 'Hanuman'], [4, 'Garuda', 'Garuda'], [5, 'Garuda', 'Garuda']],
  },
  {
    slug: 'tedung-mengwi-agung', name: 'Tedung Mengwi Agung', villageCode: '51.03.02.2009', owner: 'I Gusti Ngurah Rai', craft: 'tedung',
    story: w('Pembuat tedung puri Mengwi sejak kakek kami.', 'Makers of tedung for the Mengwi palace since our grandfather.'),
    makes: [[0, 'Putih Kuning', 'White and Gold'], [0, 'Hitam Putih', 'Black and White'], [1, 'Merah Prada', 'Gilded Red'], [2, 'Merah', 'Red'], [4, 'Kuning', 'Gold'], [5, 'Putih Kuning', 'White and Gold']],
  },
  {
    slug: 'payung-sari-mengwi', name: 'Payung Sari', villageCode: '51.03.02.2009', owner: 'Ni Luh Sari', craft: 'tedung',
    story: w('Payung hias untuk meja, kafe, dan pesta, dengan warna pilihan pembeli.', 'Decorative umbrellas for tables, cafés and parties in the colours you choose.'),
    makes: [[2, 'Hijau', 'Green'], [2, 'Nila', 'Indigo'], [3, 'Putih Gading', 'Ivory'], [4, 'Merah Muda', 'Rose'], [4, 'Nila', 'Indigo'], [3, 'Merah', 'Red']],
  },
  {
    slug: 'tedung-bali-lestari', name: 'Tedung Bali Lestari', villageCode: '51.03.02.2009', owner: 'I Wayan Lestari', craft: 'tedung',
    story: w('Bambu kami tebang pada bulan mati agar tidak dimakan kumbang.', 'We cut our bamboo at the dark of the moon so that beetles leave it alone.'),
    makes: [[0, 'Merah Prada', 'Gilded Red'], [1, 'Putih Prada', 'Gilded White'], [2, 'Kuning', 'Gold'], [5, 'Merah Prada', 'Gilded Red'], [3, 'Hijau Daun', 'Leaf Green']],
  },
];
