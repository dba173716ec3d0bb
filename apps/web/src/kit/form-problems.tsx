import type { FormState } from './form-state.js';
import { useReader } from './reader.js';

// The summary stands above the fields that it names, so their labels are known only once the page was rendered: a refused form is rendered twice.
const labelsOf = new WeakMap<FormState, Map<string, string>>();

/** Each field tells what it is called, for the list of what is wrong. */
export function noteLabel(form: FormState, name: string, label: string): void {
  if (!form.errors[name]) return;
  const labels = labelsOf.get(form) ?? new Map<string, string>();
  labelsOf.set(form, labels.set(name, label));
}

/** Says at the top what is wrong, with a way to each field. */
export function FormProblems({ form, idSuffix = '' }: { form: FormState; idSuffix?: string }) {
  const { t } = useReader();
  const wrong = Object.entries(form.errors);
  if (!form.refusal && wrong.length === 0) return null;
  return (
    <div class="refusal" role="alert">
      <p>
        <strong>{wrong.length > 0 ? t.problem.fieldsWrong(wrong.length) : form.refusal}</strong>
      </p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map(([name, message]) => (
            <li key={name}>
              <a href={`#f-${name}${idSuffix}`}>{labelsOf.get(form)?.get(name) ?? name}</a>: {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
