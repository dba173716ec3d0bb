import type { BuyerTransfer } from '#libs/order';
import type { TransferView } from '#libs/payment';
import { Money } from '#libs/platform';
import type { ComponentChildren } from 'preact';
import { FormProblems } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { instantIn } from '../kit/format.js';
import { Crumbs } from '../kit/parts.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

/** What to transfer where, until when, and how far it has come. */
export function transferPage({ t }: Reader, checkoutId: string, { transfer, takesProof }: BuyerTransfer, form: FormState = emptyForm()): View {
  return {
    title: `${t.transfer.title} · ${t.order.checkout(transfer.number)}`,
    isPublic: false,
    body: (
      <div class="wrap narrow">
        <Crumbs trail={[{ href: `/pesanan/${checkoutId}`, label: t.order.checkout(transfer.number) }]} />
        <h1>{t.transfer.title}</h1>
        <FormProblems form={form} />
        <State transfer={transfer} isOver={!takesProof} />
        {transfer.state !== 'confirmed' && <Instructions transfer={transfer} />}
        {takesProof && <ProofForm checkoutId={checkoutId} transfer={transfer} form={form} />}
        <Proofs path={`/pesanan/${checkoutId}/transfer/bukti`} transfer={transfer} />
      </div>
    ),
  };
}

function State({ transfer, isOver }: { transfer: TransferView; isOver: boolean }) {
  const { t } = useReader();
  const { state, decisions } = transfer;
  const refusal = state === 'refused' ? decisions.at(-1)?.reason : null;
  const isLost = isOver && (state === 'awaiting_proof' || state === 'refused');
  return (
    <section class="note transfer-state" role="status">
      <p class="strong">{t.transfer.states[state]}</p>
      {refusal && <p>{t.transfer.reason(refusal)}</p>}
      <p>{isLost ? t.transfer.over : t.transfer.notes[state]}</p>
      {isLost && <p>{t.transfer.overHelp}</p>}
    </section>
  );
}

function Instructions({ transfer }: { transfer: TransferView }) {
  const { t, locale } = useReader();
  const { amount, account, reference, dueAt } = transfer;
  return (
    <section class="panel">
      <p>{t.transfer.intro}</p>
      <dl class="to-copy">
        <Copyable label={t.transfer.amount}>
          {Money.of(amount).format(locale)}
        </Copyable>
        <Copyable label={t.transfer.bank}>{account.bank}</Copyable>
        <Copyable label={t.transfer.number}>{account.number}</Copyable>
        <Copyable label={t.transfer.holder}>{account.holder}</Copyable>
        <Copyable label={t.transfer.reference} hint={t.transfer.referenceHint}>
          {reference}
        </Copyable>
      </dl>
      <p class="strong">{t.transfer.due(instantIn(locale, dueAt))}</p>
      <p class="soft small">{t.transfer.copyHint}</p>
    </section>
  );
}

/** Selected whole by one touch, so that it can be copied without a script. */
function Copyable({ label, hint, children }: { label: string; hint?: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong class="copyable">{children}</strong>
        {hint && <span class="soft small">{hint}</span>}
      </dd>
    </div>
  );
}

function ProofForm({ checkoutId, transfer, form }: { checkoutId: string; transfer: TransferView; form: FormState }) {
  const { t, to } = useReader();
  const error = form.errors.file;
  return (
    <section class="panel">
      <h2>{transfer.proofs.length > 0 ? t.transfer.proofMore : t.transfer.proofFirst}</h2>
      <form class="form" method="post" action={to(`/pesanan/${checkoutId}/transfer`)} encType="multipart/form-data">
        <div class={`field${error ? ' wrong' : ''}`}>
          <label for="f-file">{t.transfer.proof}</label>
          <p class="hint" id="h-file">
            {t.transfer.proofHint}
          </p>
          <input
            id="f-file"
            name="file"
            type="file"
            accept="image/jpeg,image/png,image/webp,application/pdf"
            required
            aria-describedby={error ? 'h-file e-file' : 'h-file'}
            aria-invalid={error ? 'true' : undefined}
            autofocus={error !== undefined}
          />
          {error && (
            <p class="error" id="e-file">
              {error}
            </p>
          )}
        </div>
        <button class={`button wide${transfer.proofs.length > 0 ? ' quiet' : ''}`} type="submit">
          {t.transfer.upload}
        </button>
      </form>
    </section>
  );
}

/** The proofs that came so far; `path` is where the reader may open them. */
export function Proofs({ path, transfer }: { path: string; transfer: Pick<TransferView, 'proofs'> }) {
  const { t, to, locale } = useReader();
  if (transfer.proofs.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t.transfer.proofs}</h2>
      <ul class="row-list">
        {transfer.proofs.map(({ number, contentType, addedAt }) => (
          <li key={number}>
            <a class="row-link" href={to(`${path}/${number}`)}>
              <span>
                <strong>{t.transfer.proofNumber(number)}</strong>
                {contentType === 'application/pdf' && ' · PDF'}
              </span>
              <span class="soft small">{instantIn(locale, addedAt)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
