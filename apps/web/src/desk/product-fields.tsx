import { inLocale } from '#libs/platform';
import type { AttributeField, Category, ProductView } from '#libs/shop';
import { Checkbox, FormProblems, Kept, Select, TextArea, TextField } from '../kit/form.js';
import type { FormState } from '../kit/form-state.js';
import { useReader } from '../kit/reader.js';

/** The words and facts of a product; the category's schema asks the questions (`a.<key>`). */
export function ProductFields({ category, product, form }: { category: Category; product: ProductView | null; form: FormState }) {
  const { t } = useReader();
  const isFood = category.path.startsWith('food/');
  return (
    <>
      <FormProblems form={form} />
      <Kept name="category" value={category.path} />
      <TextField form={form} name="nameId" label={t.editor.name} value={product?.name.id} required maxLength={150} />
      <TextField form={form} name="nameEn" label={t.editor.nameEn} value={product?.name.en} maxLength={150} />
      <TextArea
        form={form}
        name="descriptionId"
        label={t.editor.description}
        hint={t.editor.descriptionHint}
        value={product?.description?.id}
        maxLength={5000}
      />
      <TextArea form={form} name="descriptionEn" label={t.editor.descriptionEn} value={product?.description?.en} maxLength={5000} rows={3} />
      {category.fields.map((field) => (
        <AttributeInput key={field.key} field={field} product={product} form={form} />
      ))}
      <TextField
        form={form}
        name="leadDays"
        label={`${t.editor.madeToOrder}: ${t.editor.leadDays}`}
        hint={t.editor.leadDaysHint}
        value={product?.leadDays ? String(product.leadDays) : ''}
        inputMode="numeric"
        maxLength={3}
        suffix={t.editor.days}
      />
      {isFood && <Checkbox form={form} name="nonHalal" label={t.editor.nonHalal} checked={product?.nonHalal ?? false} />}
    </>
  );
}

function AttributeInput({ field, product, form }: { field: AttributeField; product: ProductView | null; form: FormState }) {
  const { t, locale } = useReader();
  const name = `a.${field.key}`;
  const label = inLocale(field.label, locale);
  const value = product?.attributes[field.key];
  const required = field.required ?? false;
  switch (field.kind) {
    case 'text': {
      const text = typeof value === 'object' && !Array.isArray(value) ? value.id : undefined;
      return field.maxLength > 300 ? (
        <TextArea {...{ form, name, label, required }} value={text} maxLength={field.maxLength} rows={3} />
      ) : (
        <TextField {...{ form, name, label, required }} value={text} maxLength={field.maxLength} />
      );
    }
    case 'number': {
      const number = typeof value === 'number' ? String(value).replace('.', locale === 'id' ? ',' : '.') : undefined;
      return (
        <TextField
          {...{ form, name, label, required }}
          value={number}
          inputMode="decimal"
          maxLength={10}
          suffix={field.unit === 'hari' ? t.editor.days : field.unit}
        />
      );
    }
    case 'flag':
      return <Checkbox form={form} name={name} label={label} checked={value === true} />;
    case 'choice':
      return field.several ? (
        <Several field={field} value={value} form={form} label={label} />
      ) : (
        <Select
          {...{ form, name, label, required }}
          value={typeof value === 'string' ? value : undefined}
          empty={t.editor.notChosen}
          choices={field.choices.map((choice) => ({ value: choice.value, label: inLocale(choice.label, locale) }))}
        />
      );
  }
}

function Several({ field, value, form, label }: { field: Extract<AttributeField, { kind: 'choice' }>; value: unknown; form: FormState; label: string }) {
  const { locale } = useReader();
  const name = `a.${field.key}`;
  const typed = form.typed[name];
  const chosen = Object.keys(form.typed).length > 0 ? [typed ?? []].flat() : Array.isArray(value) ? (value as string[]) : [];
  return (
    <fieldset class="choices pills" id={`f-${name}`}>
      <legend>{label}</legend>
      <div class="choice-list">
        {field.choices.map((choice) => (
          <label class="choice" key={choice.value}>
            <input type="checkbox" name={name} value={choice.value} checked={chosen.includes(choice.value)} />
            <span class="choice-text">{inLocale(choice.label, locale)}</span>
          </label>
        ))}
      </div>
      {form.errors[name] && (
        <p class="error" id={`e-${name}`}>
          {form.errors[name]}
        </p>
      )}
    </fieldset>
  );
}
