import type { Village } from '#libs/region';
import { Kept, Radios, TextField } from '../kit/form.js';
import type { FormState } from '../kit/form-state.js';
import { useReader } from '../kit/reader.js';

/**
 * Choosing one of 83,762 villages without a script: type, search, choose. The buttons post the whole form, so nothing typed is lost;
 * `step` says which one was pressed (`find` or `price`), and the page comes back where the reader was.
 */
export function VillagePicker({ path, form, village, found }: { path: string; form: FormState; village: Village | null; found: readonly Village[] | null }) {
  const { t } = useReader();
  const where = (each: Village) => `${t.place.district(each.districtName)}, ${each.regencyName}, ${each.provinceName}`;
  return (
    <div class="village-picker" id="village">
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
          <Search path={path} form={form} isOpen={false} />
        </details>
      ) : (
        <Search path={path} form={form} isOpen />
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

/** A field that is folded away must not be required: the browser could not show where it is. */
function Search({ path, form, isOpen }: { path: string; form: FormState; isOpen: boolean }) {
  const { t, to } = useReader();
  return (
    <div class="village-search">
      <TextField form={form} name="village" label={t.checkout.village} hint={t.checkout.villageHint} maxLength={100} required={isOpen} />
      <button class="button quiet" type="submit" name="step" value="find" formaction={to(`${path}#village`)} formnovalidate>
        {t.checkout.villageSearch}
      </button>
    </div>
  );
}
