import type { Payment, Status } from './books.js';

type Language = 'id' | 'en';

const WORDS = {
  id: {
    title: 'Bank Peraga', demo: 'Halaman uji coba. Tidak ada uang sungguhan.', pay: 'Tagihan dari KriyaDesa', number: 'Nomor', until: 'Bayar sebelum',
    choose: 'Pilih apa yang terjadi dengan pembayaran ini:', paid: 'Bayar', failed: 'Gagalkan', expired: 'Biarkan kedaluwarsa', back: 'Kembali ke KriyaDesa',
    missing: 'Pembayaran ini tidak ditemukan', missingHint: 'Periksa kembali tautannya, atau mulai lagi dari pesanan Anda.', other: 'English', wrong: 'Pilih salah satu tombol di bawah.',
    result: { pending: '', paid: 'Pembayaran berhasil', failed: 'Pembayaran gagal', expired: 'Pembayaran kedaluwarsa' },
    hint: { pending: '', paid: 'Terima kasih. Penjual segera diberi tahu.', failed: 'Anda dapat mencoba lagi dari halaman pesanan.', expired: 'Anda dapat mencoba lagi dari halaman pesanan selama pesanan masih berlaku.' },
  },
  en: {
    title: 'Demonstration Bank', demo: 'A trial page. No real money moves.', pay: 'Bill from KriyaDesa', number: 'Number', until: 'Pay before',
    choose: 'Choose what happens to this payment:', paid: 'Pay', failed: 'Let it fail', expired: 'Let it expire', back: 'Back to KriyaDesa',
    missing: 'This payment was not found', missingHint: 'Check the link, or start again from your order.', other: 'Bahasa Indonesia', wrong: 'Choose one of the buttons below.',
    result: { pending: '', paid: 'Payment succeeded', failed: 'Payment failed', expired: 'Payment expired' },
    hint: { pending: '', paid: 'Thank you. The seller is told right away.', failed: 'You can try again from the page of your order.', expired: 'You can try again from the page of your order while it is still valid.' },
  },
} as const;

const MARK: Record<Status, string> = { pending: '', paid: '✓', failed: '✕', expired: '⏱' };

/** The pay page: one form with three buttons while the payment is pending, then the result. */
export function payPage(payment: Payment, language: Language, wrong = false): string {
  const words = WORDS[language];
  const amount = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en', { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }).format(payment.amount);
  const until = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Jakarta' }).format(new Date(payment.expiresAt));
  const bill = `<p class="label">${words.pay}</p><p class="amount">${escape(amount)}</p>
<dl><div><dt>${words.number}</dt><dd>${escape(payment.reference)}</dd></div>${payment.status === 'pending' ? `<div><dt>${words.until}</dt><dd>${escape(until)} WIB</dd></div>` : ''}</dl>`;
  const body = payment.status === 'pending' ? form(payment, language, wrong) : result(payment, language);
  return document(language, payment.id, `${words.title} · ${payment.reference}`, `${bill}\n${body}`);
}

export function missingPage(language: Language): string {
  const words = WORDS[language];
  return document(language, '', words.title, `<p class="amount small">${words.missing}</p><p>${words.missingHint}</p>`);
}

function form(payment: Payment, language: Language, wrong: boolean): string {
  const words = WORDS[language];
  const action = language === 'en' ? `${payment.id}?lang=en` : payment.id;
  return `<form method="post" action="${action}">
${wrong ? `<p class="wrong" role="alert">${words.wrong}</p>` : ''}<p>${words.choose}</p>
<button class="main" name="outcome" value="paid">${words.paid}</button>
<button name="outcome" value="failed">${words.failed}</button>
<button name="outcome" value="expired">${words.expired}</button>
</form>`;
}

function result(payment: Payment, language: Language): string {
  const words = WORDS[language];
  return `<div class="result ${payment.status}" role="status"><span aria-hidden="true">${MARK[payment.status]}</span><h2>${words.result[payment.status]}</h2><p>${words.hint[payment.status]}</p></div>
<p><a class="back" href="${escape(payment.returnUrl)}">${words.back}</a></p>`;
}

function document(language: Language, path: string, title: string, body: string): string {
  const words = WORDS[language];
  const other = language === 'id' ? 'en' : 'id';
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escape(title)}</title><link rel="stylesheet" href="style.css"></head>
<body>
<header><strong>${words.title}</strong><a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a></header>
<main>
<h1>${words.title}</h1>
<p class="demo">${words.demo}</p>
${body}
</main>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
