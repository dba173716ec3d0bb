import type { BasketView, CheckoutView, OrderView } from '#libs/order';
import type { Locale } from '#libs/platform';
import type { Village } from '#libs/region';
import type { ProductCard, ProductPage } from '#libs/shop';
import { readerOf, type Reader } from '../../../apps/web/src/kit/reader.js';

/** Things to render, as long as real ones get. */

export function readerAt(here: string, locale: Locale = 'id', person: Reader['person'] = null): Reader {
  return readerOf({ locale, here, origin: 'https://kriyadesa.test', basketCount: 3, person });
}

const village = { code: '63.72.03.1001', name: 'Palam', regencyCode: '63.72', regencyName: 'Kota Banjarbaru', provinceName: 'Kalimantan Selatan' };
const words = { id: 'Tas Purun Belanja Motif Bunga dengan <Tali> "Pilin"', en: 'Purun Shopping Bag with Flowers' };

export const destination: Village = {
  code: '32.76.07.1001',
  name: 'Cipayung',
  kind: 'kelurahan',
  districtCode: '32.76.07',
  districtName: 'Cipayung',
  regencyCode: '32.76',
  regencyName: 'Kota Depok',
  provinceCode: '32',
  provinceName: 'Jawa Barat',
  timeZone: 'WIB',
};

export function card(n: number): ProductCard {
  return {
    id: `prd_${n}`,
    slug: `tas-purun-belanja-motif-bunga-al-firdaus-purun-${n}`,
    name: words,
    priceAmount: 125_000,
    categoryPath: 'craft/weaving',
    madeToOrder: n % 5 === 0,
    leadDays: n % 5 === 0 ? 7 : 0,
    shop: { id: 'shp_1', slug: 'al-firdaus-purun', name: 'Al Firdaus Purun' },
    village,
    photo: { id: `pho_01k9zzzzzzzzzzzzzzzzzzzz${n}`, width: 1200, height: 1200, alt: null },
    availability: n % 5 === 0 ? 'made_to_order' : 'in_stock',
  };
}

export const cards = (count: number): ProductCard[] => Array.from({ length: count }, (_, n) => card(n));

export function product(): ProductPage {
  const variant = (n: number): ProductPage['variants'][number] => ({
    id: `var_${n}`,
    sku: `TAS-${n}`,
    options: [{ name: { id: 'Ukuran' }, value: { id: `Ukuran ${n}` } }],
    priceAmount: 20_000 * (n + 1),
    tiers: [{ minQuantity: 12, unitAmount: 18_000 }],
    unit: { code: 'PCS', step: 1 },
    available: n,
    weightGrams: 1250,
    packedMm: { length: 320, width: 260, height: 45 },
    packs: [],
  });
  return {
    id: 'prd_1',
    slug: 'tas',
    name: words,
    description: { id: 'Dianyam rapat. </script><script>alert(1)</script>' },
    priceAmount: 20_000,
    category: [
      { path: 'craft', label: { id: 'Kerajinan' } },
      { path: 'craft/weaving', label: { id: 'Anyaman' } },
    ],
    attributes: Array.from({ length: 10 }, (_, n) => ({ key: `k${n}`, label: { id: `Rincian ${n}` }, value: { id: 'Purun danau yang dijemur dan ditumbuk' } })),
    nonHalal: false,
    madeToOrder: false,
    leadDays: 0,
    availability: 'in_stock',
    publishedAt: new Date('2026-11-01T00:00:00Z'),
    shop: {
      id: 'shp_1',
      slug: 'al-firdaus-purun',
      name: 'Al Firdaus Purun',
      story: null,
      colour: null,
      contactPhone: '+6281300000001',
      onHoliday: false,
      holidayUntil: null,
    },
    sentra: null,
    village,
    variants: [0, 1, 2, 3].map(variant),
    photos: [0, 1, 2].map((n) => card(n).photo!),
    certificates: [{ kind: 'nib', number: '9120000000001', holderName: 'Siti', expiresOn: null }],
  };
}

export function basket(shops = 3, lines = 4): BasketView {
  const item = (n: number): BasketView['shops'][number]['items'][number] => ({
    variantId: `var_${n}`,
    productId: 'prd_1',
    productSlug: 'tas',
    productName: words,
    variantLabel: { id: 'Sedang' },
    sku: 'TAS',
    photoId: 'pho_1',
    quantity: 2,
    unit: { code: 'METER', step: 0.5 },
    unitAmount: 20_000,
    totalAmount: 40_000,
    available: 5,
    madeToOrder: false,
    leadDays: null,
    warning: null,
  });
  const shop = (s: number) => ({
    shopId: `shp_${s}`,
    shopSlug: `toko-${s}`,
    shopName: `Toko ${s}`,
    items: Array.from({ length: lines }, (_, n) => item(s * 10 + n)),
    subtotalAmount: 160_000,
  });
  return { id: 'bkt_1', shops: Array.from({ length: shops }, (_, s) => shop(s)), subtotalAmount: 480_000, itemCount: shops * lines };
}

export const options = (shopId: string) => ({
  shopId,
  options: Array.from({ length: 12 }, (_, n) => ({
    id: `qot_${shopId}${n}`,
    courier: `C${n}`,
    courierName: `Kurir ${n}`,
    service: 'REG',
    serviceName: 'Reguler',
    priceAmount: 10_000 + n * 1000,
    days: { min: 2, max: 4 },
    expiresAt: new Date(),
  })),
});

export function order(n: number, more: Partial<OrderView> = {}): OrderView {
  const at = new Date('2026-11-22T05:00:00Z');
  return {
    id: `ord_${n}`,
    number: `KD-${n}`,
    checkoutId: 'cko_1',
    shopId: 'shp_1',
    shopSlug: 'al-firdaus-purun',
    shopName: 'Al Firdaus Purun',
    status: 'shipped',
    fulfilment: 'shipped',
    paymentState: 'paid',
    itemsAmount: 40_000,
    deliveryAmount: 33_500,
    totalAmount: 73_500,
    capturedAmount: 73_500,
    refundedAmount: 0,
    delivery: { courier: 'JNE', courierName: 'JNE', service: 'REG', serviceName: 'Reguler', days: { min: 2, max: 4 } },
    buyer: { userId: null, name: 'Wayan', email: 'w@example.com', phone: '+6281234567890', locale: 'id' },
    address: { recipientName: 'Wayan', phone: '+6281234567890', line1: 'Jl. Margonda 10', villageCode: destination.code },
    lines: [
      {
        id: `oln_${n}`,
        variantId: 'var_1',
        productId: 'prd_1',
        productSlug: 'tas',
        productName: words,
        variantLabel: null,
        sku: 'TAS',
        photoId: null,
        unit: { code: 'PCS', step: 1 },
        quantity: 2,
        rejectedQuantity: 0,
        unitAmount: 20_000,
        totalAmount: 40_000,
        refundedAmount: 0,
        madeToOrder: false,
        leadDays: null,
      },
    ],
    parcels: [
      {
        id: 'pcl_1',
        courier: 'JNE',
        courierName: 'JNE',
        service: 'REG',
        serviceName: 'Reguler',
        waybill: 'JNE0123456789',
        status: 'in_transit',
        dispatchedAt: at,
        deliveredAt: null,
      },
    ] as unknown as OrderView['parcels'],
    timeline: [
      { kind: 'placed', by: 'buyer', at, details: {} },
      { kind: 'paid', by: 'system', at, details: {} },
      { kind: 'accepted', by: 'seller', at, details: {} },
    ],
    refunds: [],
    choices: { cancel: true, receive: true, accept: false, reject: false, pack: false, ship: false, deliver: false, refund: false },
    placedAt: at,
    acceptBy: null,
    completesAt: null,
    closedReason: null,
    invoiceId: null,
    ...more,
  };
}

export function checkout(more: Partial<CheckoutView> = {}): CheckoutView {
  return {
    id: 'cko_1',
    number: 'KD-7K3F2M',
    status: 'awaiting_payment',
    itemsAmount: 80_000,
    deliveryAmount: 67_000,
    totalAmount: 147_000,
    contact: { name: 'Wayan', email: 'w@example.com', phone: '+6281234567890' },
    address: order(1).address,
    locale: 'id',
    placedAt: new Date('2026-11-22T05:00:00Z'),
    expiresAt: new Date('2026-11-22T06:00:00Z'),
    orders: [order(1), order(2)],
    payment: { id: 'chg_1', status: 'pending', method: 'sandbox', action: { type: 'redirect', url: 'https://kriyadesa.test/sandbox/pay/pay_1' } },
    ...more,
  };
}
