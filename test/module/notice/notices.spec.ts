import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { IdentityModule, Memberships, People } from '#libs/identity';
import { LINK_KEY, NoticeModule, Notices, type Note } from '#libs/notice';
import { Actor, linkKey, Mailer, newId, type Id, type Mail } from '#libs/platform';
import { deliverAll, moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';

const SHOP = newId('shp');
const OTHERS = newId('shp');

let under: ModuleUnderTest;
let notices: Notices;
let ids: Record<'sari' | 'john' | 'siti' | 'agus', Id<'usr'>>;

beforeAll(async () => {
  under = await moduleUnderTest({ imports: [IdentityModule, NoticeModule] });
  notices = under.get(Notices);
  const people = under.get(People);
  const make = (name: string, locale: 'id' | 'en') => people.create({ email: `${name}@contoh.id`, password: 'rahasia-sekali', name, locale });
  ids = { sari: await make('sari', 'id'), john: await make('john', 'en'), siti: await make('siti', 'id'), agus: await make('agus', 'en') };
  await under.get(Memberships).grant('shop', SHOP, ids.siti, 'owner');
  await under.get(Memberships).grant('shop', SHOP, ids.agus, 'staff');
});
afterAll(() => under.close());

let sent: Mail[];
beforeEach(() => {
  sent = [];
  jest.restoreAllMocks();
  const mailer = under.get(Mailer);
  const send = mailer.send.bind(mailer);
  jest.spyOn(mailer, 'send').mockImplementation(async (mail) => {
    await send(mail);
    sent.push(mail);
  });
});

let told = 0;
function note(to: Note['to'], more: Partial<Note> = {}): Note {
  return {
    key: `order.shipped:${++told}`,
    to,
    kind: 'order',
    subject: { id: 'Pesanan KD-7K3F2M dikirim', en: 'Order KD-7K3F2M is on its way' },
    body: { id: 'Kain endek Anda sudah diserahkan ke JNE.\n\nNomor resi: 123.', en: 'Your endek cloth has left with JNE.\n\nWaybill: 123.' },
    path: '/orders/ord_1',
    ...more,
  };
}

const actorOf = (name: keyof typeof ids, ...shops: string[]) => new Actor({ userId: ids[name], memberships: shops.map((id) => ({ kind: 'shop', id, role: 'owner' })) });

describe('mail', () => {
  test('comes in the reader\'s language, with the words of the note and one absolute link', async () => {
    await notices.tell([note({ userId: ids.sari }), note({ userId: ids.john }), note({ email: 'tamu@contoh.id', name: 'Tamu', locale: 'en' })]);
    await deliverAll(under.app);
    expect(sent).toHaveLength(3);
    expect(Object.fromEntries(sent.map((mail) => [mail.to, mail.subject]))).toEqual({
      'john@contoh.id': 'Order KD-7K3F2M is on its way',
      'sari@contoh.id': 'Pesanan KD-7K3F2M dikirim',
      'tamu@contoh.id': 'Order KD-7K3F2M is on its way',
    });
    const sari = sent.find((mail) => mail.to === 'sari@contoh.id')!;
    const john = sent.find((mail) => mail.to === 'john@contoh.id')!;
    expect(sari.text).toContain('Halo sari,\n\nKain endek Anda');
    expect(sari.text).toContain(`${under.config.publicUrl}/orders/ord_1`);
    expect(john.text).toContain('Hello john,\n\nYour endek cloth');
    expect(john.text).toContain(`${under.config.publicUrl}/en/orders/ord_1`);
    expect(john.html).toContain('<html lang="en">');
    expect(john.html!.match(/\/en\/orders\/ord_1"/g)).toHaveLength(1);
  });

  test("names the key of a guest's link, which no row keeps", async () => {
    const id = newId('cko');
    await notices.tell([note({ email: 'kunci@contoh.id', name: 'Kunci', locale: 'id' }, { path: `/pesanan/${id}/${LINK_KEY}` })]);
    await deliverAll(under.app);
    const key = linkKey(under.config, id);
    expect(sent.find((mail) => mail.to === 'kunci@contoh.id')!.text).toContain(`${under.config.publicUrl}/pesanan/${id}/${key}`);
    expect(await under.db.query('SELECT 1 FROM notice.note WHERE note::text LIKE $1', [`%${key}%`])).toEqual([]);
  });

  test('lands in the outbox folder', async () => {
    await notices.tell([note({ email: 'folder@contoh.id', name: 'Folder', locale: 'id' })]);
    await deliverAll(under.app);
    const folder = join(under.config.dataDir, 'mail');
    const mails = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(mails.filter((mail) => mail.includes('To: Folder') || mail.includes('To: folder@contoh.id'))).toHaveLength(1);
  });

  test('goes to everybody who runs the shop, each in their language', async () => {
    await notices.tell([note({ shopId: SHOP }), note({ shopId: OTHERS })]);
    await deliverAll(under.app);
    expect(sent).toHaveLength(2);
    expect(Object.fromEntries(sent.map((mail) => [mail.to, mail.subject.split(' ')[0]]))).toEqual({ 'agus@contoh.id': 'Order', 'siti@contoh.id': 'Pesanan' });
  });

  test('each note is told once, under repeated and parallel telling', async () => {
    const same = note({ userId: ids.sari });
    await Promise.all(Array.from({ length: 8 }, () => notices.tell([same, same])));
    await notices.tell([{ ...same, subject: { id: 'Lain' } }]);
    await deliverAll(under.app);
    expect(sent).toHaveLength(1);
    expect(await under.db.query('SELECT 1 FROM notice.note WHERE key = $1', [same.key])).toHaveLength(1);
  });

  test('a note of a transaction that fails is not told', async () => {
    const lost = note({ userId: ids.sari });
    await expect(under.db.transaction(async () => {
      await notices.tell([lost]);
      throw new Error('the order was not placed');
    })).rejects.toThrow('not placed');
    expect(await deliverAll(under.app)).toBe(0);
    await notices.tell([lost]);
    expect(await deliverAll(under.app)).toBe(1);
  });

  test('one bad address does not keep the others waiting, and the retry sends only what is missing', async () => {
    const deliver = under.get(Mailer);
    const failing = jest.spyOn(deliver, 'send').mockImplementation(async (mail) => {
      if (mail.to === 'agus@contoh.id') throw new Error('mailbox full');
      sent.push(mail);
    });
    await notices.tell([note({ shopId: SHOP }), note({ userId: ids.john })]);
    await expect(deliverAll(under.app)).rejects.toThrow('mailbox full');
    expect(sent.map((mail) => mail.to).sort()).toEqual(['john@contoh.id', 'siti@contoh.id']);
    failing.mockImplementation(async (mail) => void sent.push(mail));
    await deliverAll(under.app);
    expect(sent.map((mail) => mail.to).sort()).toEqual(['agus@contoh.id', 'john@contoh.id', 'siti@contoh.id']);
  });

  test('what people wrote is text, never markup or a header', async () => {
    await notices.tell([note({ email: 'x@contoh.id', name: '<b>x</b>', locale: 'id' }, { subject: { id: 'Baik\nBcc: y@contoh.id' }, body: { id: '<script>alert(1)</script> "a" & \'b\'' } })]);
    await deliverAll(under.app);
    expect(sent[0]!.html).not.toMatch(/<script|<b>x/);
    expect(sent[0]!.subject).toBe('Baik Bcc: y@contoh.id');
  });

  test('an account made by telephone has no mailbox; it reads the inbox', async () => {
    const id = await under.get(People).create({ email: '6281200000009@phone.kriyadesa.test', password: 'rahasia-sekali', name: '+6281200000009', locale: 'id', phone: '+6281200000009' });
    await notices.tell([note({ userId: id })]);
    await deliverAll(under.app);
    expect(sent).toEqual([]);
    expect(await notices.unread(new Actor({ userId: id }))).toBe(1);
  });

  test('any number of notes is told with one statement and one event', async () => {
    const counted = jest.spyOn(under.db, 'query');
    await notices.tell(Array.from({ length: 30 }, (_, i) => note({ email: `banyak${i}@contoh.id`, name: 'B', locale: 'id' })));
    expect(counted).toHaveBeenCalledTimes(2);
    counted.mockRestore();
  });
});

describe('inbox', () => {
  test('is read page by page, newest first, and is one\'s own', async () => {
    const reader = await under.get(People).create({ email: 'pembaca@contoh.id', password: 'rahasia-sekali', name: 'P', locale: 'id' });
    const actor = new Actor({ userId: reader });
    for (let i = 0; i < 5; i++) await notices.tell([note({ userId: reader }, { subject: { id: `Kabar ${i}` } })]);
    const first = await notices.inbox(actor, {}, { limit: 3 });
    const second = await notices.inbox(actor, {}, { limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map((item) => item.subject.id).sort()).toEqual([0, 1, 2, 3, 4].map((i) => `Kabar ${i}`));
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual([...first.items, ...second.items].map((item) => item.id).sort().reverse());
    expect(second.nextCursor).toBeNull();

    await notices.markRead(actor, first.items[0]!.id);
    await notices.markRead(actor, first.items[0]!.id);
    expect(await notices.unread(actor)).toBe(4);
    expect((await notices.inbox(actor, { unread: true }, {})).items).toHaveLength(4);
    await expect(notices.markRead(actorOf('sari'), first.items[1]!.id)).rejects.toMatchObject({ spec: { code: 'not_found' } });
    expect(await notices.unread(actor)).toBe(4);
    await notices.markAllRead(actor);
    expect(await notices.unread(actor)).toBe(0);
  });

  test('of a shop is for those who run it; another\'s is not found', async () => {
    await notices.tell([note({ shopId: SHOP })]);
    const owner = actorOf('siti', SHOP);
    const { items } = await notices.inbox(owner, { shopId: SHOP }, {});
    expect(items.length).toBeGreaterThan(0);
    await expect(notices.inbox(actorOf('john'), { shopId: SHOP }, {})).rejects.toMatchObject({ spec: { code: 'not_found' } });
    await expect(notices.markRead(actorOf('john', OTHERS), items[0]!.id)).rejects.toMatchObject({ spec: { code: 'not_found' } });
    await notices.markRead(owner, items[0]!.id);
    expect((await notices.inbox(owner, { shopId: SHOP }, {})).items[0]!.readAt).toEqual(under.clock.now());
    await expect(notices.inbox(new Actor({}), {}, {})).rejects.toMatchObject({ spec: { code: 'unauthenticated' } });
  });

  test('is ready for WhatsApp', async () => {
    await notices.tell([note({ userId: ids.agus })]);
    const { items } = await notices.inbox(new Actor({ userId: ids.agus, locale: 'en' }), {}, { limit: 1 });
    const text = new URL(items[0]!.whatsAppUrl).searchParams.get('text');
    expect(text).toBe(`*Order KD-7K3F2M is on its way*\n\nYour endek cloth has left with JNE.\n\nWaybill: 123.\n\n${under.config.publicUrl}/en/orders/ord_1`);
  });
});
