import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { sealText, unsealText } from '../../../libs/platform/src/idempotency/sealed-text.js';

const key = randomBytes(32);
const answer = JSON.stringify({ token: 'rahasia', address: 'Jl. Kemang Raya 10 — кириллица' });

test('what is sealed reads only with the key, and only as what it belongs to', () => {
  const kept = sealText(key, answer, 'one');
  expect(kept).not.toContain('rahasia');
  expect(sealText(key, answer, 'one')).not.toBe(kept);
  expect(unsealText(key, kept, 'one')).toBe(answer);
  expect(unsealText(randomBytes(32), kept, 'one')).toBeNull();
  expect(unsealText(key, kept, 'another')).toBeNull();
});

test('a changed or cut text is no text', () => {
  const kept = sealText(key, answer, 'one');
  const at = kept.length - 5;
  expect(unsealText(key, kept.slice(0, at) + (kept[at] === 'A' ? 'B' : 'A') + kept.slice(at + 1), 'one')).toBeNull();
  for (const length of [3, 10, 30]) expect(unsealText(key, kept.slice(0, length), 'one')).toBeNull();
});

test('answers kept before they were sealed are replayed as they are', () => {
  for (const plain of [answer, 'null', '[]', '"v2"', '1']) expect(unsealText(key, plain, 'one')).toBe(plain);
});
