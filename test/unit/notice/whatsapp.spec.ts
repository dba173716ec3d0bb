import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { noticeMail } from '../../../libs/notice/src/notice-mail.js';
import { whatsAppLink, whatsAppText } from '../../../libs/notice/src/whatsapp.js';

describe('WhatsApp', () => {
  test('the link carries the number without its plus', () => {
    expect(whatsAppLink('+6281234567890', 'Halo')).toBe('https://wa.me/6281234567890?text=Halo');
  });

  test('any text arrives as it was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(new URL(whatsAppLink('+62811111111', text)).searchParams.get('text')).toBe(text);
    }));
  });

  test('English falls back to Indonesian, a note without a page has no link', () => {
    expect(whatsAppText({ subject: { id: 'Kabar *baik*' }, body: { id: 'Isi' } }, null, 'en')).toBe('*Kabar baik*\n\nIsi');
  });
});

describe('a mail', () => {
  test('never turns what people wrote into markup', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (name, subject, body) => {
      const html = noticeMail({ key: 'k', to: 'a@contoh.id', name, locale: 'id', subject, body, link: null }).html!;
      // Only the tags of the frame itself.
      expect(html.replace(/<\/?(html|head|body|meta|title|div|h1|p|a|br|!doctype)\b[^<>]*>/g, '')).not.toMatch(/[<>]/);
    }));
  });
});
