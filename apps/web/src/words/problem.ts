import { bothWays } from './dictionary.js';

export const problem = bothWays({
  id: {
    notFound: 'Halaman ini tidak ada',
    notFoundHelp: 'Mungkin tautannya sudah lama, atau barangnya sudah tidak dijual. Kerajinan lain masih banyak.',
    home: 'Ke beranda',
    browse: 'Lihat kerajinan',
    fieldsWrong: (count: number) => `Ada ${count} isian yang perlu diperbaiki`,
  },
  en: {
    notFound: 'This page does not exist',
    notFoundHelp: 'The link may be old, or the piece is no longer sold. There are many other crafts.',
    home: 'To the home page',
    browse: 'See the crafts',
    fieldsWrong: (count: number) => (count === 1 ? 'One field needs mending' : `${count} fields need mending`),
  },
});
