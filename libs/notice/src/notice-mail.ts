import type { Locale, Mail } from '#libs/platform';
import { whatsAppShare } from './whatsapp.js';

export interface NoticeLetter {
  key: string;
  to: string;
  name: string;
  locale: Locale;
  subject: string;
  /** Plain text; a blank line between paragraphs. */
  body: string;
  /** Absolute, or null. */
  link: string | null;
}

const WORDS = {
  id: { hello: 'Halo', open: 'Buka di KriyaDesa', share: 'Teruskan lewat WhatsApp', why: 'Anda menerima surel ini karena kegiatan Anda di KriyaDesa, pasar kerajinan desa.' },
  en: { hello: 'Hello', open: 'Open in KriyaDesa', share: 'Pass on by WhatsApp', why: 'You receive this mail because of what you do on KriyaDesa, the market of village crafts.' },
};

/** A note as a mail: plain text, and HTML that says the same with one button. */
export function noticeMail(letter: NoticeLetter): Mail {
  const { key, to, name, locale, body, link } = letter;
  const subject = letter.subject.replace(/\s+/g, ' ').trim();
  const words = WORDS[locale];
  const greeting = name ? `${words.hello} ${name},` : `${words.hello},`;
  const text = [greeting, body, ...(link ? [`${words.open}:\n${link}`] : []), `KriyaDesa\n${words.why}`].join('\n\n');
  return { key, to, subject, text, html: html({ ...letter, subject }, greeting) };
}

function html({ locale, subject, body, link }: NoticeLetter, greeting: string): string {
  const words = WORDS[locale];
  const paragraphs = [greeting, ...body.split(/\n{2,}/)].map((each) => `<p style="margin:0 0 16px">${escaped(each).replaceAll('\n', '<br>')}</p>`).join('\n');
  const share = whatsAppShare([`*${subject}*`, body, ...(link ? [link] : [])].join('\n\n'));
  const button = link
    ? `<p style="margin:24px 0"><a href="${escaped(link)}" style="background:#7a3e1d;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block">${escaped(words.open)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f6f1ea;color:#2b211a;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:560px;margin:0 auto;background:#ffffff;padding:24px;border-radius:8px">
<p style="margin:0 0 16px;font-weight:700;color:#7a3e1d">KriyaDesa</p>
<h1 style="font-size:20px;margin:0 0 16px">${escaped(subject)}</h1>
${paragraphs}
${button}
<p style="margin:0;font-size:14px"><a href="${escaped(share)}" style="color:#7a3e1d">${escaped(words.share)}</a></p>
</div>
<p style="max-width:560px;margin:16px auto 0;font-size:13px;color:#6b5d52">${escaped(words.why)}</p>
</body>
</html>
`;
}

/** No user's text is ever markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
