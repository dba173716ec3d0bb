import type { DeskRefund, DeskRefundRow } from '#libs/order';
import type { Page } from '#libs/platform';
import type { ComponentChildren } from 'preact';
import { FormProblems, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { dayIn, instantIn } from '../kit/format.js';
import { Act, Crumbs, NextPage, Price } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { adminPage } from './admin-frame.js';

export const REFUND_LISTS = ['to_pay_back', 'failed'] as const;
export type RefundList = (typeof REFUND_LISTS)[number];

export function refundListPage(reader: Reader, refunds: Page<DeskRefundRow>, state: RefundList): View {
  const { t, to, locale } = reader;
  return adminPage(
    reader,
    'refunds',
    <>
      <nav class="sorts" aria-label={t.admin.refunds}>
        {REFUND_LISTS.map((each) => (
          <a key={each} href={to(`/admin/pengembalian?state=${each}`)} aria-current={each === state ? 'true' : undefined}>
            {t.cashier.refundLists[each]}
          </a>
        ))}
      </nav>
      <ul class="panel row-list">
        {refunds.items.length === 0 && <li>{t.cashier.refundNone}</li>}
        {refunds.items.map((row) => (
          <li key={row.id}>
            <a class="row-link" href={to(`/admin/pengembalian/${row.id}`)}>
              <span>
                <strong class="unbroken">{row.orderNumber ?? row.number}</strong> · {row.buyerName}
                <br />
                <span class="soft small">
                  {row.accountBank ? `${row.accountBank} …${row.accountLast4}` : t.cashier.since(instantIn(locale, row.since))}
                  {row.orderId === null && ` · ${t.cashier.surplus}`}
                </span>
              </span>
              <Price amount={row.amount} />
            </a>
          </li>
        ))}
      </ul>
      <NextPage cursor={refunds.nextCursor} label={t.desk.next} />
    </>,
  );
}

export function refundDeskPage(reader: Reader, refund: DeskRefund, form: FormState = emptyForm()): View {
  const { t, locale } = reader;
  return adminPage(
    reader,
    'refunds',
    <>
      <Crumbs trail={[{ href: '/admin/pengembalian', label: t.admin.refunds }]} />
      <FormProblems form={form} />
      <section class="panel">
        <div class="panel-head">
          <h2>{t.cashier.refundOf(refund.orderNumber ?? refund.number)}</h2>
          <Price amount={refund.amount} />
        </div>
        {refund.paidOn && refund.bankReference && <p class="note">{t.cashier.paidDone(dayIn(locale, refund.paidOn), refund.bankReference)}</p>}
        <dl class="facts">
          <Fact label={t.cashier.buyer}>
            {refund.contact.name}
            <br />
            {refund.contact.phone}
            <br />
            {refund.contact.email}
          </Fact>
          <Fact label={t.cashier.reason}>{refund.orderId === null ? t.cashier.surplus : refund.reason}</Fact>
          <Fact label={t.cashier.gateway}>{refund.gateway === 'bank_transfer' ? t.transfer.title : refund.gateway}</Fact>
          {refund.failure && <Fact label={t.cashier.failure}>{refund.failure}</Fact>}
          <Fact label={t.cashier.time}>{t.cashier.since(instantIn(locale, refund.since))}</Fact>
        </dl>
      </section>
      {refund.state === 'failed' && <Again refund={refund} />}
      {refund.state !== 'failed' && refund.paidOn === null && <PayBack refund={refund} form={form} />}
    </>,
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PayBack({ refund: { id, account }, form }: { refund: DeskRefund; form: FormState }) {
  const { t, to } = useReader();
  return (
    <>
      <section class="panel">
        <h2>{t.cashier.account}</h2>
        {account ? (
          <>
            <dl class="facts">
              <Fact label={t.transfer.bank}>{account.bank}</Fact>
              <Fact label={t.transfer.number}>
                <strong class="copyable">{account.number}</strong>
              </Fact>
              <Fact label={t.transfer.holder}>{account.holder}</Fact>
            </dl>
            <p class="soft small">{t.cashier.accountNoted}</p>
          </>
        ) : (
          <p class="note">{t.cashier.accountMissing}</p>
        )}
      </section>
      <section class="panel">
        <h2>{t.cashier.payTitle}</h2>
        <form class="form" method="post" action={to(`/admin/pengembalian/${id}/bayar`)}>
          <div class="form-row">
            <TextField form={form} name="paidOn" label={t.cashier.paidOn} type="date" required />
            <TextField form={form} name="bankReference" label={t.cashier.bankReference} required maxLength={100} />
          </div>
          <button class="button" type="submit">
            {t.cashier.record}
          </button>
        </form>
      </section>
    </>
  );
}

function Again({ refund: { id } }: { refund: DeskRefund }) {
  const { t } = useReader();
  const action = `/admin/pengembalian/${id}/ulang`;
  return (
    <section class="panel">
      <h2>{t.cashier.againTitle}</h2>
      <div class="decide">
        <Act action={action} label={t.cashier.againGateway} kept={{ by: 'gateway' }} />
        <Act action={action} label={t.cashier.againHand} look="quiet" kept={{ by: 'hand' }} />
      </div>
      <p class="soft small">{t.cashier.againNote}</p>
    </section>
  );
}
