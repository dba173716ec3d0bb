import type { BuyerPayback } from '#libs/order';
import { Money } from '#libs/platform';
import { FormProblems, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { Crumbs } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

/** Where the buyer wants the money that we pay back by hand. */
export function paybackPage({ t, to }: Reader, checkoutId: string, payback: BuyerPayback, form: FormState = emptyForm()): View {
  return {
    title: t.transfer.paybackTitle,
    isPublic: false,
    body: (
      <div class="wrap narrow">
        <Crumbs trail={[{ href: `/pesanan/${checkoutId}`, label: t.transfer.toOrder }]} />
        <h1>{t.transfer.paybackTitle}</h1>
        <FormProblems form={form} />
        <section class="panel">
          <PaybackWords payback={payback} />
          <form class="form" method="post" action={to(`/pesanan/${checkoutId}/rekening`)}>
            <TextField form={form} name="bank" label={t.transfer.paybackBank} required minLength={2} maxLength={100} value={payback.account?.bank} />
            <TextField form={form} name="number" label={t.transfer.paybackNumber} required minLength={5} maxLength={40} inputMode="numeric" autocomplete="off" />
            <TextField form={form} name="holder" label={t.transfer.paybackHolder} required minLength={2} maxLength={100} autocomplete="name" value={payback.account?.holder} />
            <p class="soft small">{t.transfer.paybackNote}</p>
            <button class="button wide" type="submit">
              {t.transfer.paybackSave}
            </button>
          </form>
        </section>
      </div>
    ),
  };
}

function PaybackWords({ payback: { amount, account } }: { payback: BuyerPayback }) {
  const { t, locale } = useReader();
  return (
    <>
      <p>{t.transfer.paybackText(Money.of(amount).format(locale))}</p>
      {account && <p>{t.transfer.paybackTo(account.bank, account.last4)}</p>}
    </>
  );
}

/** On the order page: what goes back, and the way to name an account. */
export function PaybackPanel({ checkoutId, payback }: { checkoutId: string; payback: BuyerPayback }) {
  const { t, to } = useReader();
  return (
    <section class="panel pay-box">
      <h2>{t.transfer.paybackTitle}</h2>
      <PaybackWords payback={payback} />
      <a class={`button${payback.account ? ' quiet' : ''}`} href={to(`/pesanan/${checkoutId}/rekening`)}>
        {payback.account ? t.transfer.paybackChange : t.transfer.paybackAsk}
      </a>
    </section>
  );
}
