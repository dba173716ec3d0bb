import type { FormState } from '../kit/form-state.js';

/** Errors under the names of the form's own fields, where a lib calls them otherwise. */
export function renamed(form: FormState, fieldOf: (name: string) => string): FormState {
  return { ...form, errors: Object.fromEntries(Object.entries(form.errors).map(([name, message]) => [fieldOf(name), message])) };
}
