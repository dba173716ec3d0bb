import { expect, test } from '@jest/globals';
import type { ShopView } from '#libs/shop';
import { deskOrderPage } from '../../../apps/web/src/desk/desk-orders.view.js';
import { documentOf } from '../../../apps/web/src/kit/page.js';
import { destination, order, readerAt } from './samples.js';

const inBali = { id: 'shp_1', slug: 'toko', name: 'Toko', villageCode: '51.03.04.2005', state: 'active' } as unknown as ShopView;
const choices = { ...order(0).choices, ship: true };
const page = () => {
  const reader = readerAt('/desk/shp_1/pesanan/ord_0');
  const services = [{ courier: 'jne', service: 'REG', courierName: 'JNE', serviceName: 'Reguler', kind: 'carrier' as const }];
  const shown = deskOrderPage(reader, { shop: inBali, order: order(0, { status: 'packed', choices }), village: { ...destination, timeZone: 'WIB' }, services: services as never });
  return documentOf(reader, shown);
};

test('the desk tells times as the clock of the shop shows them, wherever the buyer lives', () => {
  expect(page()).toContain('WITA');
  expect(page()).not.toMatch(/\d WIB/);
});

test('a waybill is not called optional: whether it is needed depends on the courier', () => {
  const label = /<label for="f-waybill">(.*?)<\/label>/s.exec(page())![1];
  expect(label).toBe('Nomor resi');
  expect(page()).toContain('Wajib bila dikirim lewat kurir');
});
