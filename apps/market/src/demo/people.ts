import type { Locale } from '#libs/platform';

/** One login per role; every demo account has this password. They exist only where the demo world was seeded. */
export const DEMO_PASSWORD = 'kriyadesa-demo';

export interface DemoPerson {
  email: string;
  name: string;
  locale: Locale;
  phone: string;
  /** Indonesian name of the role, for the line that `start` prints. */
  role: string;
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: 'buyer@kriyadesa.test', name: 'Dewi Lestari', locale: 'id', phone: '+6281200000001', role: 'pembeli' },
  { email: 'reseller@kriyadesa.test', name: 'Budi Santoso', locale: 'id', phone: '+6281200000002', role: 'penjual kembali' },
  { email: 'artisan@kriyadesa.test', name: 'Hj. Siti Mariam', locale: 'id', phone: '+6281200000003', role: 'perajin (Al Firdaus Purun, Palam)' },
  { email: 'officer@kriyadesa.test', name: 'Rahmat Hidayat', locale: 'id', phone: '+6281200000004', role: 'petugas dinas' },
  { email: 'admin@kriyadesa.test', name: 'Admin KriyaDesa', locale: 'id', phone: '+6281200000005', role: 'admin' },
];

/** The shop that the artisan owns. */
export const ARTISANS_SHOP = 'al-firdaus-purun';
