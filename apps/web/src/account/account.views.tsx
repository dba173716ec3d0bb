import type { ComponentChildren } from 'preact';
import { FormProblems, Kept, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import type { Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';

function card(title: string, lead: string, children: ComponentChildren): View {
  return {
    title,
    isPublic: false,
    body: (
      <div class="wrap narrow page-head">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {children}
      </div>
    ),
  };
}

export function signInPage({ t, to }: Reader, back: string, form: FormState = emptyForm()): View {
  const query = `?kembali=${encodeURIComponent(back)}`;
  return card(
    t.account.signIn,
    t.account.signInLead,
    <>
      <form class="form panel" method="post" action={to('/masuk')}>
        <FormProblems form={form} />
        <Kept name="kembali" value={back} />
        <TextField form={form} name="email" label={t.account.email} type="email" autocomplete="username" required maxLength={254} />
        <TextField form={form} name="password" label={t.account.password} type="password" autocomplete="current-password" required maxLength={128} />
        <button class="button wide" type="submit">
          {t.account.signIn}
        </button>
      </form>
      <p class="actions">
        <a href={to(`/daftar${query}`)}>
          {t.account.noAccount} {t.account.signUp}
        </a>{' '}
        <a href={to('/lupa-sandi')}>{t.account.forgot}</a>
      </p>
    </>,
  );
}

export function signUpPage({ t, to }: Reader, back: string, form: FormState = emptyForm()): View {
  return card(
    t.account.signUp,
    t.account.signUpLead,
    <>
      <form class="form panel" method="post" action={to('/daftar')}>
        <FormProblems form={form} />
        <Kept name="kembali" value={back} />
        <TextField form={form} name="name" label={t.account.name} autocomplete="name" required maxLength={100} />
        <TextField form={form} name="email" label={t.account.email} type="email" autocomplete="username" required maxLength={254} />
        <TextField
          form={form}
          name="password"
          label={t.account.password}
          hint={t.account.passwordHint}
          type="password"
          autocomplete="new-password"
          required
          minLength={8}
          maxLength={128}
        />
        <button class="button wide" type="submit">
          {t.account.signUp}
        </button>
      </form>
      <p class="actions">
        <a href={to(`/masuk?kembali=${encodeURIComponent(back)}`)}>
          {t.account.hasAccount} {t.account.signIn}
        </a>
      </p>
    </>,
  );
}

export function secondFactorPage({ t, to }: Reader, back: string, form: FormState = emptyForm()): View {
  return card(
    t.account.codeTitle,
    t.account.codeLead,
    <form class="form panel" method="post" action={to('/masuk/kode')}>
      <FormProblems form={form} />
      <Kept name="kembali" value={back} />
      <TextField form={form} name="code" label={t.account.code} inputMode="numeric" autocomplete="one-time-code" required maxLength={8} />
      <button class="button wide" type="submit">
        {t.account.codeSend}
      </button>
    </form>,
  );
}

export function forgotPage({ t, to }: Reader, form: FormState = emptyForm()): View {
  return card(
    t.account.reset,
    t.account.resetLead,
    <form class="form panel" method="post" action={to('/lupa-sandi')}>
      <FormProblems form={form} />
      <TextField form={form} name="email" label={t.account.email} type="email" autocomplete="username" required maxLength={254} />
      <button class="button wide" type="submit">
        {t.account.resetSend}
      </button>
    </form>,
  );
}

export function resetPage({ t, to }: Reader, token: string, form: FormState = emptyForm()): View {
  return card(
    t.account.reset,
    t.account.passwordHint,
    <form class="form panel" method="post" action={to('/reset-password')}>
      <FormProblems form={form} />
      <Kept name="token" value={token} />
      <TextField form={form} name="password" label={t.account.newPassword} type="password" autocomplete="new-password" required minLength={8} maxLength={128} />
      <button class="button wide" type="submit">
        {t.account.resetSave}
      </button>
      {form.refusal && (
        <p class="small">
          <a href={to('/lupa-sandi')}>{t.account.resetAgain}</a>
        </p>
      )}
    </form>,
  );
}
