import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { noticeControllers } from '../../../apps/api/src/notice/index.js';
import { Memberships, People } from '#libs/identity';
import { NoticeModule, Notices } from '#libs/notice';
import { newId } from '#libs/platform';
import { site, type Site } from '../identity/site.js';

@Module({ imports: [NoticeModule, RouterModule.register([{ path: 'api/v1', module: NoticeRoutes }])], controllers: noticeControllers })
class NoticeRoutes {}

const SHOP = newId('shp');
let here: Site;
let headers: Record<string, string>;

beforeAll(async () => {
  here = await site({}, [], [NoticeRoutes]);
  const owner = await here.app.get(People).create({ email: 'siti@contoh.id', password: 'rahasia-sekali', name: 'Siti', locale: 'id' });
  await here.app.get(Memberships).grant('shop', SHOP, owner, 'owner');
  const about = { kind: 'order', subject: { id: 'Pesanan baru', en: 'A new order' }, body: { id: 'Kemas hari ini.' }, path: '/desk/orders' };
  await here.app.get(Notices).tell([{ key: 'a', to: { userId: owner }, ...about }, { key: 'b', to: { shopId: SHOP }, ...about }]);
  const answer = await here.ask('/api/auth/sign-in/email', { method: 'POST', payload: { email: 'siti@contoh.id', password: 'rahasia-sekali' } });
  headers = { authorization: `Bearer ${String(answer.headers['set-auth-token'])}` };
});
afterAll(() => here.close());

interface Page {
  items: { id: string; subject: object; readAt: string | null }[];
  unread: number;
}

test('the signed-in read their notices and their shop\'s, and mark them', async () => {
  expect((await here.ask('/api/v1/notices')).status).toBe(401);
  const mine = (await here.ask('/api/v1/notices?limit=10', { headers })).json<Page>();
  expect(mine).toMatchObject({ items: [{ subject: { id: 'Pesanan baru', en: 'A new order' }, path: '/desk/orders', readAt: null }], nextCursor: null, unread: 1 });
  expect((await here.ask(`/api/v1/notices?shop=${SHOP}`, { headers })).json<Page>().items).toHaveLength(1);
  expect((await here.ask(`/api/v1/notices/${mine.items[0]!.id}/reading`, { method: 'POST', headers })).status).toBe(204);
  expect((await here.ask('/api/v1/notices', { headers })).json<Page>().unread).toBe(0);
});

test('another\'s notice and shop are not found, bad input is named', async () => {
  expect((await here.ask(`/api/v1/notices/${newId('ntc')}/reading`, { method: 'POST', headers })).status).toBe(404);
  expect((await here.ask('/api/v1/notices/%00/reading', { method: 'POST', headers })).status).toBe(404);
  expect((await here.ask(`/api/v1/notices?shop=${newId('shp')}`, { headers })).status).toBe(404);
  expect((await here.ask('/api/v1/notices?limit=0', { headers })).json()).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/limit' }] });
  expect((await here.ask('/api/v1/notices?cursor=xx', { headers })).status).toBe(400);
});
