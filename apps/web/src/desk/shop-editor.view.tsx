import type { Village } from '#libs/region';
import { CERTIFICATE_KINDS, type CertificateView, type ShopView } from '#libs/shop';
import { VillagePicker } from '../checkout/village-picker.js';
import { FormProblems, Select, TextArea, TextField } from '../kit/form.js';
import { emptyForm, type FormState } from '../kit/form-state.js';
import { dayIn } from '../kit/format.js';
import { useReader, type Reader } from '../kit/reader.js';
import type { View } from '../kit/view.js';
import { certificateName } from '../place/certificate.js';
import { DeskHead, deskPage } from './desk-frame.js';

export interface VillageChoice {
  village: Village | null;
  found: readonly Village[] | null;
}

/** Name and village are enough to begin. */
export function registerPage({ t, to }: Reader, choice: VillageChoice, form: FormState = emptyForm()): View {
  return {
    title: t.editor.registerTitle,
    isPublic: false,
    frame: 'desk',
    body: (
      <div class="wrap narrow page-head">
        <h1>{t.editor.registerTitle}</h1>
        <p class="lead">{t.editor.registerLead}</p>
        <form class="form panel" method="post" action={to('/desk/baru')}>
          <FormProblems form={form} />
          <TextField form={form} name="name" label={t.editor.shopName} autocomplete="organization" required maxLength={100} />
          <VillagePicker path="/desk/baru" form={form} village={choice.village} found={choice.found} />
          <TextField form={form} name="addressLine" label={t.editor.addressLine} hint={t.editor.addressHint} maxLength={200} />
          <TextField form={form} name="contactPhone" label={t.editor.phone} hint={t.editor.phoneHint} type="tel" autocomplete="tel" maxLength={25} />
          <button class="button wide" type="submit" name="step" value="save">
            {t.editor.register}
          </button>
        </form>
      </div>
    ),
  };
}

export interface ShopEditorData {
  shop: ShopView;
  village: Village | null;
  certificates: readonly CertificateView[];
}

/** `section` says which form was refused, so that its errors stand there and nowhere else. */
export function shopEditorPage(
  reader: Reader,
  data: ShopEditorData,
  refused: { section: 'details' | 'certificate'; form: FormState } | null = null,
): View {
  const { t, to } = reader;
  const { shop } = data;
  const formOf = (section: 'details' | 'certificate') => (refused?.section === section ? refused.form : emptyForm());
  return deskPage(reader, shop, 'shop', {
    title: t.editor.shopTitle,
    body: (
      <>
        <DeskHead title={shop.name}>
          <span class={`tag ${shop.state === 'active' ? 'good' : 'slow'}`}>{t.desk.states[shop.state]}</span>
        </DeskHead>
        {shop.stateReason && <p class="note">{t.editor.returned(shop.stateReason)}</p>}
        {shop.state === 'draft' && (
          <p class="note" id="submit-note">
            {t.editor.submitShopNote}
          </p>
        )}
        {shop.state === 'active' && (
          <p>
            <a href={to(`/toko/${shop.slug}`)}>{t.editor.seePublic}</a>
          </p>
        )}
        <div class="columns with-side">
          <Details data={data} form={formOf('details')} />
          <Certificates data={data} form={formOf('certificate')} />
        </div>
      </>
    ),
  });
}

function Details({ data: { shop, village }, form }: { data: ShopEditorData; form: FormState }) {
  const { t, to } = useReader();
  return (
    <form class="panel form" method="post" action={to(`/desk/${shop.id}/toko`)}>
      <FormProblems form={form} />
      <TextField form={form} name="name" label={t.editor.shopName} value={shop.name} required maxLength={100} />
      {village && (
        <p class="soft">
          {village.name}, {t.place.district(village.districtName)}, {village.regencyName}
        </p>
      )}
      <TextField form={form} name="addressLine" label={t.editor.addressLine} hint={t.editor.addressHint} value={shop.addressLine} required maxLength={200} />
      <div class="form-row">
        <TextField
          form={form}
          name="contactPhone"
          label={t.editor.phone}
          hint={t.editor.phoneHint}
          value={shop.contactPhone ?? ''}
          type="tel"
          required
          maxLength={25}
        />
        <TextField form={form} name="nib" label={t.editor.nib} hint={t.editor.nibHint} value={shop.nib ?? ''} inputMode="numeric" maxLength={13} />
      </div>
      <TextArea form={form} name="storyId" label={t.editor.story} hint={t.editor.storyHint} value={shop.story?.id} maxLength={5000} />
      <TextArea form={form} name="storyEn" label={t.editor.storyEn} value={shop.story?.en} maxLength={5000} />
      <div class="form-row">
        <TextField form={form} name="holidayFrom" label={t.editor.holidayFrom} value={shop.holidayFrom ?? ''} type="date" />
        <TextField form={form} name="holidayUntil" label={t.editor.holidayUntil} value={shop.holidayUntil ?? ''} type="date" />
      </div>
      <p class="actions">
        <button class="button" type="submit">
          {t.editor.save}
        </button>
        {shop.state === 'draft' && (
          <button class="button quiet" type="submit" formaction={to(`/desk/${shop.id}/toko/ajukan`)} aria-describedby="submit-note">
            {t.editor.saveAndSubmit}
          </button>
        )}
      </p>
    </form>
  );
}

function Certificates({ data: { shop, certificates }, form }: { data: ShopEditorData; form: FormState }) {
  const { t, to, locale } = useReader();
  return (
    <section class="panel">
      <h2>{t.editor.certificates}</h2>
      <ul class="row-list">
        {certificates.map((each) => (
          <li key={each.id} class="row-link">
            <span>
              <strong>{certificateName(each.kind, locale)}</strong>
              <br />
              <span class="numbers">{each.number}</span>
              {each.expiresOn && (
                <>
                  <br />
                  <span class="soft small">
                    {t.editor.certificateExpires} {dayIn(locale, each.expiresOn)}
                  </span>
                </>
              )}
              {each.stateReason && (
                <>
                  <br />
                  <span class="warning small">{each.stateReason}</span>
                </>
              )}
            </span>
            <span class={`tag ${each.state === 'verified' ? 'good' : each.state === 'unverified' ? 'slow' : 'bad'}`}>
              {t.editor.certificateStates[each.state]}
            </span>
          </li>
        ))}
      </ul>
      <details class="more" open={Object.keys(form.typed).length > 0}>
        <summary>{t.editor.certificateAdd}</summary>
        <form class="form" method="post" action={to(`/desk/${shop.id}/toko/sertifikat`)}>
          <FormProblems form={form} />
          <Select
            form={form}
            name="kind"
            label={t.editor.certificateKind}
            required
            choices={CERTIFICATE_KINDS.map((kind) => ({ value: kind, label: certificateName(kind, locale) }))}
          />
          <TextField form={form} name="number" label={t.editor.certificateNumber} required maxLength={60} />
          <TextField form={form} name="holderName" label={t.editor.certificateHolder} required maxLength={120} value={shop.name} />
          <TextField form={form} name="expiresOn" label={t.editor.certificateExpires} type="date" />
          <button class="button" type="submit">
            {t.editor.certificateAdd}
          </button>
        </form>
      </details>
    </section>
  );
}
