import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, Id } from '#libs/platform';
import { Sentras, type SentraDetails } from '#libs/shop';
import { w } from './craft.js';

type Planted = Pick<SentraDetails, 'name' | 'type' | 'commodity'> & Partial<SentraDetails>;

interface DemoSentra {
  details: Planted;
  villageCodes: string[];
  members: string[];
  /** The member that sells for the others. */
  cooperative?: string;
}

const SENTRAS: readonly DemoSentra[] = [
  { details: { name: 'Kampung Purun Palam', type: 'kampung', commodity: w('Anyaman purun', 'Purun weaving') }, villageCodes: ['63.72.03.1001'], members: ['al-firdaus-purun', 'galuh-cempaka', 'galuh-banjar', 'kampung-purun-palam', 'purun-ibu-aluh', 'danau-purun'], cooperative: 'kampung-purun-palam' },
  { details: { name: 'Sentra Endek Getasan', type: 'sentra', commodity: w('Kain endek', 'Endek cloth') }, villageCodes: ['51.03.04.2005'], members: ['endek-getasan-asri', 'sari-tenun-getasan', 'tenun-dewi-sri', 'endek-puspa-jaya'] },
  { details: { name: 'Sentra Ukir JAS', type: 'cluster', commodity: w('Patung dan ukiran kayu', 'Wood carving') }, villageCodes: ['51.03.03.2004', '51.03.03.2005', '51.03.03.2006'], members: ['jagapati-wood', 'ukir-angantaka', 'sedang-karya-kayu', 'garuda-jas'] },
  { details: { name: 'Sentra Tedung Mengwi', type: 'sentra', commodity: w('Payung dan tedung', 'Tedung umbrellas') }, villageCodes: ['51.03.02.2009'], members: ['tedung-mengwi-agung', 'payung-sari-mengwi', 'tedung-bali-lestari'] },
  { details: { name: 'Sentra Keripik Tempe Dharmasraya', type: 'sentra', commodity: w('Keripik tempe', 'Tempeh chips') }, villageCodes: ['13.10.02.2001', '13.10.02.2002'], members: ['keripik-tempe-uni-rina', 'dapur-pulau-punjung', 'tempe-renyah-dharmasraya'] },
  { details: { name: 'Kampung Batik Tanah Liek', type: 'kampung', commodity: w('Batik tanah liek', 'Tanah liek batik') }, villageCodes: ['13.10.02.2001', '13.10.02.2006'], members: ['tanah-liek-citra', 'batik-ranah-minang', 'batik-bundo-kanduang'] },
  { details: { name: 'Cluster Industri Cipayung', type: 'cluster', commodity: w('Konveksi', 'Garments') }, villageCodes: ['32.76.07.1001', '32.76.07.1002', '32.76.07.1004'], members: ['konveksi-cipayung-jaya', 'senada-busana', 'jahit-rapi-depok'] },
  { details: { name: 'Sentra Olahan Pondok Petir', type: 'sentra', commodity: w('Makanan olahan', 'Prepared foods') }, villageCodes: ['32.76.11.1004'], members: ['pondok-petir-snack', 'dapur-ibu-petir', 'renyah-bojongsari'] },
];

/** The sentra of the source villages, with the demo shops as members. */
export async function plantSentras(app: INestApplicationContext, admin: Actor, shops: ReadonlyMap<string, Id<'shp'>>): Promise<void> {
  const sentras = app.get(Sentras);
  for (const { details, villageCodes, members, cooperative } of SENTRAS) {
    const cooperativeShopId = cooperative ? shops.get(cooperative)! : null;
    const sentraId = await sentras.found(admin, { ...details, ...(cooperativeShopId ? { cooperativeShopId } : {}) }, villageCodes);
    for (const slug of members) await sentras.addMember(admin, sentraId, shops.get(slug)!);
  }
}
