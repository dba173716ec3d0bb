import type { Village } from '#libs/region';
import { Kept, Radios, TextField } from '../kit/form.js';
import type { FormState } from '../kit/form-state.js';
import { useReader } from '../kit/reader.js';

/**
 * Choosing one of 83,762 villages without a script: type, search, choose. The buttons post the whole form, so nothing typed is lost;
 * `step` says which one was pressed (`find` or `price`).
 */
export function VillagePicker({ form, village, found }: { form: FormState; village: Village | null; found: readonly Village[] | null }) {
  const { t } = useReader();
  const where = (each: Village) => `${t.place.district(each.districtName)}, ${each.regencyName}, ${each.provinceName}`;
  return (
    <div class="village-picker">
      {village && (
        <p class="picked">
          <span>
            <strong>{village.name}</strong>
            <br />
            <span class="soft small">{where(village)}</span>
          </span>
          <Kept name="villageCode" value={village.code} />
        </p>
      )}
      {village ? (
        <details>
          <summary class="small">{t.checkout.villageAgain}</summary>
          <Search form={form} />
        </details>
      ) : (
        <Search form={form} />
      )}
      {!village &&
        found !== null &&
        (found.length === 0 ? (
          <p class="note" role="status">
            {t.checkout.villageNone}
          </p>
        ) : (
          <Radios
            form={form}
            name="villageCode"
            label={t.checkout.villagePick}
            required
            value={found.length === 1 ? found[0]!.code : undefined}
            choices={found.map((each) => ({ value: each.code, label: each.name, detail: where(each) }))}
          />
        ))}
    </div>
  );
}

function Search({ form }: { form: FormState }) {
  const { t } = useReader();
  return (
    <div class="village-search">
      <TextField form={form} name="village" label={t.checkout.village} hint={t.checkout.villageHint} maxLength={100} required />
      <button class="button quiet" type="submit" name="step" value="find" formnovalidate>
        {t.checkout.villageSearch}
      </button>
    </div>
  );
}
