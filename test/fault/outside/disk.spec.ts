import { afterEach, describe, expect, test } from '@jest/globals';
import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../../apps/market/src/demo/people.js';
import { Client } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { expectRefused } from '../../support/untouched.js';
import { Buyers } from '../support/buyers.js';
import { report } from '../support/figures.js';
import { findGoods } from '../support/goods.js';
import { canHaveDisks } from '../support/program.js';
import { openTown, type Town } from '../support/town.js';
import { settled } from '../support/verdict.js';

let town: Town | null = null;
afterEach(async () => {
  await town?.close();
  town = null;
});

// Where a process may not have a disk of its own, `edge.spec` shows the answer and `services.spec` the folder.
(canHaveDisks ? describe : describe.skip)('a full disk', () => {
  test('refuses uploads clearly, keeps mails for later, leaves nothing half written, and everything else goes on', async () => {
    town = await openTown({ apis: 1, workers: 1, smallDisks: { files: '6m', mail: '256k' } });
    const { postgres } = town;
    const files = town.apis[0]!.seenBy(join(town.dataDir, 'files'));
    const mail = town.workers[0]!.seenBy(join(town.dataDir, 'mail'));
    const owner = await new Client(town.origin).signIn(DEMO_PEOPLE[2]!.email, DEMO_PASSWORD);
    const { body: mine } = await owner.get<{ items: { id: string }[] }>('/api/v1/seller/shops');
    const shop = `/api/v1/seller/shops/${mine.items[0]!.id}`;
    const { body: products } = await owner.get<{ items: { id: string }[] }>(`${shop}/products`);
    const photos = `${shop}/products/${products.items[0]!.id}/photos`;
    const noise = await sharp({ create: { width: 1_200, height: 900, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).jpeg({ quality: 90 }).toBuffer();
    const upload = () => uploadTo(`${town!.origin}${photos}`, owner, noise);
    const { body: before } = await owner.get<{ items: object[] }>(photos);

    fill(files);
    fill(mail);
    expectRefused(await upload(), { status: 507, code: 'storage_full' });
    expect((await owner.get<{ items: object[] }>(photos)).body).toEqual(before);
    expect(listed(files)).toEqual(['filler']);

    const buyers = new Buyers(town.origin, await findGoods(town.origin));
    await buyers.shop(2, () => buyers.started >= 4);
    expect([buyers.strange, buyers.acknowledged.filter(({ isPaid }) => isPaid).length]).toEqual([[], 4]);
    const waiting = () => postgres.sql<{ error: string }>(`SELECT last_error AS error FROM platform.delivery WHERE state = 'queued' AND subscriber = 'notice.mail' AND last_error IS NOT NULL`);
    const [late] = await eventually(waiting, (rows) => rows.length > 0, 60_000);
    expect(late!.error).toContain('ENOSPC');
    expect(listed(mail)).toEqual(['filler']);
    const [rows] = await postgres.sql<{ notes: number; mailings: number }>(`SELECT (SELECT count(*)::int FROM notice.note WHERE email IS NOT NULL) AS notes, (SELECT count(*)::int FROM notice.mailing) AS mailings`);
    expect(rows!.notes).toBeGreaterThan(0);

    const from = performance.now();
    for (const each of [files, mail]) rmSync(join(each, 'filler'));
    expect((await upload()).status).toBe(201);
    await settled(town);
    const [after] = await postgres.sql<{ mailings: number; dead: number }>(`SELECT (SELECT count(*)::int FROM notice.mailing) AS mailings, (SELECT count(*)::int FROM platform.delivery WHERE state = 'dead') AS dead`);
    expect([after!.mailings - rows!.mailings, after!.dead]).toEqual([listed(mail).length, 0]);
    expect(listed(mail).length).toBeGreaterThanOrEqual(rows!.notes);
    expect(town.proxy.seen.filter(({ status }) => status >= 500).map(({ status }) => status)).toEqual([507]);
    expect((await town.command(['reconcile'])).code).toBe(0);
    report('disk full', { 'mails late': listed(mail).length, 'all mailed after ms': Math.round(performance.now() - from) });
  }, 400_000);
});

/** Up to the last byte. */
function fill(folder: string): void {
  for (const size of [65_536, 1_024, 1]) {
    try {
      for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
}

async function uploadTo(url: string, { headers }: Client, photo: Buffer): Promise<{ status: number; body: unknown; headers: Headers }> {
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'noise.jpg');
  const answer = await fetch(url, { method: 'POST', headers: { ...headers, 'idempotency-key': 'one' }, body: form });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}
