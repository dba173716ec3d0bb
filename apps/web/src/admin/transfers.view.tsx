import type { DeskTransfer, DeskTransferRow } from '#libs/order';
import { Money, type Page } from '#libs/platform';
import type { ComponentChildren } from 'preact';
import { FormProblems, Kept, TextArea, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { dayIn, instantIn } from '../kit/format.js';
import { Crumbs, NextPage, Price } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { adminPage } from './admin-frame.js';

export const WAITING = ['in_review', 'awaiting_proof', 'refused'] as const;
export type WaitingState = (typeof WAITING)[number];

export function transferListPage(reader: Reader, transfers: Page<DeskTransferRow>, filter: { state?: WaitingState; reference?: string }): View {
  const { t, to, locale } = reader;
  const shown = filter.reference ? null : (filter.state ?? 'in_review');
  return adminPage(
    reader,
    'transfers',
    <>
      <form class="village-search narrow" role="search" aria-label={t.cashier.find} action={to('/admin/transfer')}>
        <TextField form={emptyForm()} name="reference" label={t.cashier.findReference} value={filter.reference ?? ''} maxLength={20} required />
        <button class="button quiet" type="submit">
          {t.cashier.find}
        </button>
      </form>
      <nav class="sorts" aria-label={t.admin.transfers}>
        {WAITING.map((each) => (
          <a key={each} href={to(`/admin/transfer?state=${each}`)} aria-current={each === shown ? 'true' : undefined}>
            {t.cashier.lists[each]}
          </a>
        ))}
      </nav>
      <ul class="panel row-list">
        {transfers.items.length === 0 && <li>{t.cashier.none}</li>}
        {transfers.items.map((row) => (
          <li key={row.id}>
            <a class="row-link" href={to(`/admin/transfer/${row.id}`)}>
              <span>
                <strong class="numbers unbroken">{row.reference}</strong> · <span class="unbroken">{row.number}</span> · {row.buyerName}
                <br />
                <span class="soft small">
                  {t.transfer.states[row.state]} · {t.cashier.proofs(row.proofCount)} · {t.cashier.since(instantIn(locale, row.since))}
                </span>
              </span>
              <Price amount={row.amount} />
            </a>
          </li>
        ))}
      </ul>
      <NextPage cursor={transfers.nextCursor} label={t.desk.next} />
    </>,
  );
}

export function transferDeskPage(reader: Reader, transfer: DeskTransfer, form: FormState = emptyForm()): View {
  const { t, locale } = reader;
  const { contact, state, payableState } = transfer;
  return adminPage(
    reader,
    'transfers',
    <>
      <Crumbs trail={[{ href: '/admin/transfer', label: t.admin.transfers }]} />
      <FormProblems form={form} />
      <section class="panel">
        <div class="panel-head">
          <h2>
            <span class="numbers">{transfer.reference}</span> · {transfer.number}
          </h2>
          <span class={`tag ${state === 'confirmed' ? 'good' : 'slow'}`}>{t.transfer.states[state]}</span>
        </div>
        {state !== 'confirmed' && <p class={payableState === 'open' ? 'soft' : 'note'}>{t.cashier.payment[payableState]}</p>}
        <dl class="facts">
          <Fact label={t.cashier.asked}>
            <Price amount={transfer.amount} />
          </Fact>
          <Fact label={t.cashier.buyer}>
            {contact.name}
            <br />
            {contact.phone}
            <br />
            {contact.email}
          </Fact>
          <Fact label={t.transfer.bank}>
            {transfer.account.bank} <span class="numbers">{transfer.account.number}</span>
          </Fact>
          <Fact label={t.cashier.time}>
            {t.cashier.since(instantIn(locale, transfer.since))}
            <br />
            {t.cashier.due(instantIn(locale, transfer.dueAt))}
          </Fact>
        </dl>
      </section>
      <DeskProofs transfer={transfer} />
      {state !== 'confirmed' && <Decide transfer={transfer} form={form} />}
      <History transfer={transfer} />
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

function DeskProofs({ transfer: { id, proofs } }: { transfer: DeskTransfer }) {
  const { t, to, locale } = useReader();
  return (
    <section class="panel">
      <h2>{t.transfer.proofs}</h2>
      {proofs.length === 0 && <p>{t.cashier.proofs(0)}</p>}
      <ul class="proofs">
        {proofs.toReversed().map(({ number, contentType, addedAt }) => {
          const label = `${t.transfer.proofNumber(number)}, ${instantIn(locale, addedAt)}`;
          const address = to(`/admin/transfer/${id}/bukti/${number}`);
          return (
            <li key={number}>
              <a href={address}>
                {contentType === 'image/jpeg' && <img src={address} alt={t.transfer.proofNumber(number)} loading="lazy" />}
                <span>
                  {label}
                  {contentType === 'application/pdf' && ' · PDF'}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Decide({ transfer, form }: { transfer: DeskTransfer; form: FormState }) {
  const { t, to, locale } = useReader();
  const path = `/admin/transfer/${transfer.id}`;
  return (
    <section class="panel">
      <h2>{t.cashier.confirmTitle}</h2>
      <form class="form" method="post" action={to(`${path}/terima`)}>
        <Kept name="seen" value={transfer.state} />
        <div class="form-row">
          <TextField form={form} name="receivedOn" label={t.cashier.receivedOn} type="date" required />
          <TextField form={form} name="amount" label={t.cashier.received} hint={t.cashier.receivedHint} prefix="Rp" inputMode="numeric" required maxLength={20} />
        </div>
        <button class="button" type="submit">
          {t.cashier.confirm} ({Money.of(transfer.amount).format(locale)})
        </button>
      </form>
      {transfer.state === 'in_review' && (
        <details class="more" open={form.errors.reason !== undefined}>
          <summary>{t.cashier.refuseTitle}</summary>
          <form class="form" method="post" action={to(`${path}/tolak`)}>
            <TextArea form={form} name="reason" label={t.cashier.refuseReason} required maxLength={500} rows={2} />
            <button class="button danger" type="submit">
              {t.cashier.refuse}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}

function History({ transfer: { decisions, receivedOn } }: { transfer: DeskTransfer }) {
  const { t, locale } = useReader();
  if (decisions.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t.cashier.history}</h2>
      <ul class="row-list">
        {decisions.map(({ decision, reason, decidedAt }) => (
          <li key={String(decidedAt)}>
            {decision === 'confirmed' ? t.cashier.confirmedOn(receivedOn ? dayIn(locale, receivedOn) : '') : t.transfer.reason(reason ?? '')}
            <br />
            <span class="soft small">{instantIn(locale, decidedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
