import type { Words } from '#libs/platform';
import type { AttributeField, Category, Choice } from './category-schema.js';

// Sources: domain.md A4 and B5 (purun, endek, tempe chips), PP 69/1999 for what a food label must tell.

const words = (id: string, en: string): Words => ({ id, en });
const choice = (value: string, id: string, en: string): Choice => ({ value, label: words(id, en) });
const text = (key: string, label: Words, maxLength = 200): AttributeField => ({ key, label, kind: 'text', maxLength });
const size = (key: string, label: Words, max = 10_000): AttributeField => ({ key, label, kind: 'number', unit: 'cm', min: 0.1, max });
const whole = (key: string, label: Words, unit: string, min: number, max: number): AttributeField => ({ key, label, kind: 'number', unit, min, max, whole: true });
const decimal = (key: string, label: Words, unit: string, min: number, max: number): AttributeField => ({ key, label, kind: 'number', unit, min, max });
const choices = (key: string, label: Words, ...list: Choice[]): AttributeField => ({ key, label, kind: 'choice', choices: list });
const several = (key: string, label: Words, ...list: Choice[]): AttributeField => ({ key, label, kind: 'choice', choices: list, several: true });
const required = (field: AttributeField): AttributeField => ({ ...field, required: true });

const material = text('material', words('Bahan', 'Material'));
const care = text('care', words('Perawatan', 'Care'), 500);
const length = size('lengthCm', words('Panjang', 'Length'));
const width = size('widthCm', words('Lebar', 'Width'));
const height = size('heightCm', words('Tinggi', 'Height'));
const motif = text('motif', words('Motif', 'Motif'));
const dye = choices('dye', words('Pewarna', 'Dye'), choice('natural', 'Alami', 'Natural'), choice('synthetic', 'Sintetis', 'Synthetic'), choice('mixed', 'Campuran', 'Mixed'), choice('undyed', 'Tanpa pewarna', 'Undyed'));
const fibre = choices('fibre', words('Serat', 'Fibre'), choice('cotton', 'Katun', 'Cotton'), choice('rayon', 'Rayon', 'Rayon'), choice('silk', 'Sutra', 'Silk'), choice('polyester', 'Poliester', 'Polyester'), choice('mixed', 'Campuran', 'Mixed'));
const byHand: AttributeField = { key: 'handmade', label: words('Buatan tangan, tiap potong berbeda', 'Made by hand, no two pieces alike'), kind: 'flag' };

const WEAVING = [
  required(material), choices('weave', words('Anyaman', 'Weave'), choice('plain', 'Anyaman tunggal', 'Plain plait'), choice('twill', 'Anyaman kepar', 'Twill plait'), choice('hexagonal', 'Anyaman segi enam', 'Hexagonal plait'), choice('coiled', 'Lilit', 'Coiled'), choice('other', 'Lainnya', 'Other')),
  motif, dye, length, width, height, text('lining', words('Lapisan dalam', 'Lining')), text('handle', words('Pegangan', 'Handle')), byHand, care,
];
const CARVING = [required(text('wood', words('Jenis kayu', 'Wood'))), text('finish', words('Pelapis akhir', 'Finish')), length, width, height, byHand, care];
const UMBRELLA = [
  required(size('diameterCm', words('Garis tengah', 'Diameter'), 500)), height, text('canopy', words('Bahan payung', 'Canopy material')), text('frame', words('Bahan rangka', 'Frame material')), motif,
  choices('use', words('Kegunaan', 'Use'), choice('ceremonial', 'Upacara', 'Ceremonial'), choice('decoration', 'Hiasan', 'Decoration'), choice('garden', 'Taman', 'Garden')), byHand, care,
];
const CLOTH = [
  required(motif), required(fibre), required(dye), choices('loom', words('Alat tenun', 'Loom'), choice('atbm', 'ATBM (alat tenun bukan mesin)', 'Handloom (ATBM)'), choice('gedogan', 'Gedogan', 'Backstrap loom'), choice('machine', 'Mesin', 'Power loom')),
  text('dyePlants', words('Tumbuhan pewarna', 'Dye plants')), required(size('widthCm', words('Lebar kain', 'Cloth width'), 400)), length, byHand, care,
];
const BATIK = [
  required(motif), required(fibre), required(choices('technique', words('Teknik', 'Technique'), choice('hand-drawn', 'Batik tulis', 'Hand-drawn'), choice('stamped', 'Batik cap', 'Stamped'), choice('combined', 'Kombinasi tulis dan cap', 'Hand-drawn and stamped'))),
  dye, text('dyePlants', words('Tanah atau tumbuhan pewarna', 'Dyeing clay or plants')), length, size('widthCm', words('Lebar kain', 'Cloth width'), 400), byHand, care,
];
const GARMENT = [
  required(fibre), choices('fit', words('Untuk', 'For'), choice('women', 'Perempuan', 'Women'), choice('men', 'Laki-laki', 'Men'), choice('children', 'Anak', 'Children'), choice('unisex', 'Semua', 'Everyone')),
  motif, text('sizeChart', words('Tabel ukuran', 'Size chart'), 1000), care,
];
const FOOD = [
  required(whole('netWeightGrams', words('Berat bersih', 'Net weight'), 'g', 1, 50_000)),
  required(text('ingredients', words('Komposisi', 'Ingredients'), 1000)), several('allergens', words('Alergen', 'Allergens'), choice('soy', 'Kedelai', 'Soy'), choice('peanut', 'Kacang tanah', 'Peanut'), choice('gluten', 'Gluten', 'Gluten'), choice('milk', 'Susu', 'Milk'), choice('egg', 'Telur', 'Egg'), choice('fish', 'Ikan', 'Fish'), choice('shellfish', 'Udang dan kerang', 'Shellfish'), choice('sesame', 'Wijen', 'Sesame')),
  required(whole('shelfLifeDays', words('Masa simpan', 'Shelf life'), 'hari', 1, 3650)),
  text('flavour', words('Rasa', 'Flavour')), text('storage', words('Penyimpanan', 'Storage')), text('packaging', words('Kemasan', 'Packaging')),
];
const ESSENTIAL_OIL = [
  required(text('plant', words('Tumbuhan', 'Plant'))), text('plantPart', words('Bagian tumbuhan', 'Part of the plant')), required(decimal('volumeMl', words('Isi', 'Volume'), 'ml', 1, 20_000)),
  choices('distillation', words('Penyulingan', 'Distillation'), choice('steam', 'Uap', 'Steam'), choice('water', 'Air', 'Water'), choice('water-steam', 'Air dan uap', 'Water and steam')),
  decimal('purityPercent', words('Kemurnian', 'Purity'), '%', 0, 100), text('use', words('Cara pakai', 'How to use'), 1000),
];
const SILVER = [required(whole('finenessPermille', words('Kadar perak', 'Fineness'), '‰', 1, 1000)), text('stone', words('Batu', 'Stone')), length, width, height, byHand, care];
const POTTERY = [required(text('clay', words('Tanah liat', 'Clay'))), text('glaze', words('Glasir', 'Glaze')), length, width, height, byHand, care];

const leaf = (path: string, label: Words, fields: readonly AttributeField[]): Category => ({ path, label, fields, children: [] });
const group = (path: string, label: Words, ...children: Category[]): Category => ({ path, label, fields: [], children });

/** The category tree with the schema of each leaf. Paths are stored in products: add, never rename. */
export const CATEGORIES: readonly Category[] = [
  group(
    'craft', words('Kerajinan', 'Crafts'),
    leaf('craft/weaving', words('Anyaman', 'Plaited goods'), WEAVING),
    leaf('craft/carving', words('Ukiran dan patung', 'Carving and sculpture'), CARVING),
    leaf('craft/umbrella', words('Payung dan tedung', 'Umbrellas and tedung'), UMBRELLA),
    leaf('craft/silver', words('Perak', 'Silver'), SILVER),
    leaf('craft/pottery', words('Gerabah', 'Pottery'), POTTERY),
  ),
  group(
    'textile', words('Kain dan busana', 'Textiles and clothing'),
    leaf('textile/cloth', words('Kain tenun', 'Woven cloth'), CLOTH),
    leaf('textile/batik', words('Batik', 'Batik'), BATIK),
    leaf('textile/garment', words('Busana', 'Garments'), GARMENT),
  ),
  group(
    'food', words('Makanan dan minuman', 'Food and drink'),
    leaf('food/snack', words('Camilan', 'Snacks'), FOOD),
    leaf('food/drink', words('Minuman', 'Drinks'), FOOD),
    leaf('food/seasoning', words('Bumbu dan sambal', 'Seasonings'), FOOD),
  ),
  group('aroma', words('Minyak atsiri dan wewangian', 'Essential oils and scents'), leaf('aroma/essential-oil', words('Minyak atsiri', 'Essential oils'), ESSENTIAL_OIL)),
];
