import type { ComponentChildren } from 'preact';
import { noteLabel } from './form-problems.js';
import type { FormState } from './form-state.js';
import { useReader } from './reader.js';

export { FormProblems } from './form-problems.js';

interface FieldProps {
  form: FormState;
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** Whether it is needed depends on another field: neither required here nor called optional; the hint says when. */
  sometimes?: boolean;
  /** Tells fields of one name apart when a page has several such forms. */
  idSuffix?: string;
}

function firstWrong(form: FormState): string | undefined {
  return Object.keys(form.errors)[0];
}

function described(form: FormState, name: string, hint?: string, suffix = ''): string | undefined {
  const ids = [hint ? `h-${name}${suffix}` : '', form.errors[name] ? `e-${name}${suffix}` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function Around({ form, name, label, hint, required, sometimes, idSuffix = '', children }: FieldProps & { children: ComponentChildren }) {
  const { t } = useReader();
  const error = form.errors[name];
  noteLabel(form, name, label);
  return (
    <div class={`field${error ? ' wrong' : ''}`}>
      <label for={`f-${name}${idSuffix}`}>
        {label}
        {!required && !sometimes && <span class="optional"> {t.account.optional}</span>}
      </label>
      {hint && (
        <p class="hint" id={`h-${name}${idSuffix}`}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p class="error" id={`e-${name}${idSuffix}`}>
          {error}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldProps & {
  type?: 'text' | 'email' | 'password' | 'number' | 'search' | 'tel' | 'date';
  autocomplete?:
    'username' | 'current-password' | 'new-password' | 'one-time-code' | 'name' | 'email' | 'tel' | 'address-line1' | 'postal-code' | 'organization' | 'off';
  inputMode?: 'numeric' | 'decimal' | 'tel' | 'email';
  maxLength?: number;
  minLength?: number;
  min?: number | string;
  max?: number | string;
  value?: string | undefined;
  prefix?: string;
  suffix?: string;
};

/** One line of text, shown again as typed; a password never is. */
export function TextField({ form, name, label, hint, required, sometimes, idSuffix = '', value, prefix, suffix, type = 'text', ...rest }: InputProps) {
  const typed = form.typed[name];
  const shown = type === 'password' ? undefined : typeof typed === 'string' ? typed : value;
  // Preact types an input by its kind; here the kind is only known when it runs.
  const attributes: object = { type, value: shown, ...rest };
  const input = (
    <input
      id={`f-${name}${idSuffix}`}
      name={name}
      required={required}
      aria-invalid={form.errors[name] ? 'true' : undefined}
      aria-describedby={described(form, name, hint, idSuffix)}
      autofocus={firstWrong(form) === name}
      {...attributes}
    />
  );
  return (
    <Around {...{ form, name, label, idSuffix }} {...(hint ? { hint } : {})} {...(required ? { required } : {})} {...(sometimes ? { sometimes } : {})}>
      {prefix || suffix ? (
        <span class="affixed">
          {prefix && <span aria-hidden="true">{prefix}</span>}
          {input}
          {suffix && <span aria-hidden="true">{suffix}</span>}
        </span>
      ) : (
        input
      )}
    </Around>
  );
}

export function TextArea({
  form,
  name,
  label,
  hint,
  required,
  idSuffix = '',
  value,
  rows = 4,
  maxLength,
}: FieldProps & { value?: string | undefined; rows?: number; maxLength?: number }) {
  const typed = form.typed[name];
  return (
    <Around {...{ form, name, label, idSuffix }} {...(hint ? { hint } : {})} {...(required ? { required } : {})}>
      <textarea
        id={`f-${name}${idSuffix}`}
        name={name}
        rows={rows}
        required={required}
        maxLength={maxLength}
        aria-invalid={form.errors[name] ? 'true' : undefined}
        aria-describedby={described(form, name, hint, idSuffix)}
        autofocus={firstWrong(form) === name}
      >
        {typeof typed === 'string' ? typed : value}
      </textarea>
    </Around>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function Select({
  form,
  name,
  label,
  hint,
  required,
  idSuffix = '',
  value,
  choices,
  empty,
}: FieldProps & { value?: string | undefined; choices: readonly Choice[]; empty?: string }) {
  const typed = form.typed[name];
  const chosen = typeof typed === 'string' ? typed : value;
  return (
    <Around {...{ form, name, label, idSuffix }} {...(hint ? { hint } : {})} {...(required ? { required } : {})}>
      <select
        id={`f-${name}${idSuffix}`}
        name={name}
        required={required}
        aria-invalid={form.errors[name] ? 'true' : undefined}
        aria-describedby={described(form, name, hint, idSuffix)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === chosen}>
            {choice.label}
          </option>
        ))}
      </select>
    </Around>
  );
}

interface RadiosProps extends FieldProps {
  choices: readonly (Choice & { detail?: ComponentChildren; isDisabled?: boolean })[];
  value?: string | undefined;
  /** `pills` for short words, `rows` for choices with details. */
  look?: 'pills' | 'rows';
  /** Show so many and fold the rest away, unless the chosen one is among them. */
  shown?: number;
  more?: (count: number) => string;
}

/** One choice out of a few, each a target of at least 44 px. */
export function Radios({ form, name, label, hint, required, choices, value, look = 'rows', shown = choices.length, more }: RadiosProps) {
  const typed = form.typed[name];
  const chosen = typeof typed === 'string' ? typed : value;
  const error = form.errors[name];
  const folded = choices.slice(shown);
  const one = (choice: RadiosProps['choices'][number]) => (
    <label class="choice" key={choice.value}>
      <input type="radio" name={name} value={choice.value} checked={choice.value === chosen} required={required} disabled={choice.isDisabled} />
      <span class="choice-text">
        <span>{choice.label}</span>
        {choice.detail && <span class="choice-detail">{choice.detail}</span>}
      </span>
    </label>
  );
  return (
    <fieldset class={`choices ${look}${error ? ' wrong' : ''}`} id={`f-${name}`} aria-describedby={described(form, name, hint)}>
      <legend>{label}</legend>
      {hint && (
        <p class="hint" id={`h-${name}`}>
          {hint}
        </p>
      )}
      <div class="choice-list">{choices.slice(0, shown).map(one)}</div>
      {folded.length > 0 && more && (
        <details class="folded" open={folded.some((choice) => choice.value === chosen)}>
          <summary>{more(folded.length)}</summary>
          <div class="choice-list">{folded.map(one)}</div>
        </details>
      )}
      {error && (
        <p class="error" id={`e-${name}`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function Checkbox({ form, name, label, checked }: { form: FormState; name: string; label: string; checked?: boolean }) {
  const isChecked = Object.keys(form.typed).length > 0 ? form.typed[name] !== undefined : checked;
  return (
    <label class="choice check">
      <input type="checkbox" name={name} value="true" checked={isChecked} />
      <span class="choice-text">{label}</span>
    </label>
  );
}

/** A hidden value. */
export function Kept({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />;
}
