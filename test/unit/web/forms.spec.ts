import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { integerText, InvalidInput, mapOf, NotFound, text } from '#libs/platform';
import { addressOf } from '../../../apps/web/src/catalogue/listing-address.js';
import { chosenOption, quoteIdOf } from '../../../apps/web/src/checkout/delivery-choice.js';
import { productDetails, ProductForm } from '../../../apps/web/src/desk/product-form.js';
import { tiersOf, VariantForm, variantDetails } from '../../../apps/web/src/desk/variant-form.js';
import { decimalOf, internationalPhone, phoneText, rupiahText } from '../../../apps/web/src/kit/form-fields.js';
import { readForm, submit } from '../../../apps/web/src/kit/form-state.js';
import { instantIn, quantityIn } from '../../../apps/web/src/kit/format.js';
import { ownPath, pathIn, placeOf } from '../../../apps/web/src/kit/reader.js';
import { seeOther } from '../../../apps/web/src/kit/reply.js';
import { orderKeys, withOrderKey } from '../../../apps/web/src/kit/visit.js';
import { wordsIn } from '../../../apps/web/src/words/index.js';

class Sample {
  @text(2, 10) name!: string;
  @integerText(1, 99, { optional: true }) count?: number;
  @phoneText({ optional: true }) phone?: string;
  @rupiahText({ optional: true }) price?: number;
  @mapOf('string', { optional: true }) delivery?: Record<string, string>;
}

async function refusal(work: Promise<unknown>): Promise<InvalidInput> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(InvalidInput);
  return thrown as InvalidInput;
}

describe('a form', () => {
  test('reads numbers, telephones and rupiah as people type them, and dotted names as one map', async () => {
    const body = { name: ' Siti ', count: '7', phone: '0812-3456 7890', price: 'Rp 1.250.000', 'delivery.shp_1': 'qot_1', 'delivery.shp_2': 'qot_2' };
    expect({ ...(await readForm(Sample, body)) }).toEqual({
      name: 'Siti',
      count: 7,
      phone: '+6281234567890',
      price: 1_250_000,
      delivery: expect.objectContaining({ shp_1: 'qot_1', shp_2: 'qot_2' }),
    });
  });

  test('takes an empty field as one not given', async () => {
    expect((await readForm(Sample, { name: 'Siti', count: ' ', phone: '' })).count).toBeUndefined();
  });

  test.each([
    ['price', '1.250,5'],
    ['count', '2,5'],
    ['count', '-1'],
    ['phone', 'dua belas'],
    ['name', 'x'],
    ['unknown', 'y'],
  ])('refuses %s = %s at that field', async (name, value) => {
    const { spec } = await refusal(readForm(Sample, { name: 'Siti', [name]: value }));
    expect(spec.errors!.map((error) => error.pointer)).toEqual([`/${name}`]);
  });

  test.each(['__proto__.polluted', 'constructor.prototype.polluted', '__proto__'])('a field called %s changes nothing but the answer', async (name) => {
    await readForm(Sample, { name: 'Siti', [name]: 'x' }).catch(() => undefined);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('shows itself again with its status when it is refused, and lets go of what no form can mend', async () => {
    const again = () => ({ title: 'again', body: null });
    const act = (thrown: Error) => () => Promise.reject(thrown);
    const refusedReply = await submit(Sample, { name: 'Siti' }, 'id', act(InvalidInput.at('/name', { id: 'Tidak' })), again);
    expect(refusedReply).toMatchObject({ kind: 'page', status: 400 });
    await expect(submit(Sample, { name: 'Siti' }, 'id', act(new NotFound()), again)).rejects.toBeInstanceOf(NotFound);
    expect(await submit(Sample, { name: 'Siti' }, 'id', () => Promise.resolve(seeOther('/')), again)).toMatchObject({ kind: 'redirection' });
  });
});

describe('addresses', () => {
  test('English lies below /en, and only there', () => {
    expect(placeOf('/en/cari?q=tas')).toEqual({ locale: 'en', path: '/cari?q=tas' });
    expect(placeOf('/en')).toEqual({ locale: 'en', path: '/' });
    expect(placeOf('/en?x=1')).toEqual({ locale: 'en', path: '/?x=1' });
    expect(placeOf('/endek')).toEqual({ locale: 'id', path: '/endek' });
    for (const path of ['/', '/cari?q=en', '/toko/en']) expect(placeOf(pathIn('en', path))).toEqual({ locale: 'en', path });
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a\nb', ''])('never leads away to %j', (path) => {
    expect(ownPath(path, '/')).toBe('/');
  });

  test('a list narrowed by a category alone has the category’s own address', () => {
    expect(addressOf({ category: 'food/snack', sort: 'price' })).toBe('/kategori/food/snack?sort=price');
    expect(addressOf({ q: 'tas & topi', madeToOrder: false })).toBe('/cari?q=tas+%26+topi&madeToOrder=false');
  });

  test('a guest’s browser keeps the keys of its last eight orders', () => {
    let cookie: string | undefined;
    for (let n = 0; n < 10; n++) cookie = withOrderKey(cookie, `cko_${n}`, `token.${n}`);
    expect([...orderKeys(cookie)].at(0)).toEqual(['cko_2', 'token.2']);
    expect(orderKeys(cookie).size).toBe(8);
    expect(orderKeys('!!.').size).toBe(0);
  });
});

describe('the makers’ forms', () => {
  const product = Object.assign(new ProductForm(), { category: 'craft/weaving', nameId: 'Tikar' });

  test('answers become the attributes of the category, and English words of unchanged answers stay', () => {
    const before = { attributes: { material: { id: 'Purun', en: 'Reed' }, motif: { id: 'Polos', en: 'Plain' } }, stopSellingDays: 0 } as unknown as Parameters<
      typeof productDetails
    >[1];
    const details = productDetails(
      Object.assign(product, { a: { material: 'Purun', motif: 'Bunga', lengthCm: '200,5', dye: 'natural', handmade: 'true' } }),
      before,
    );
    expect(details.attributes).toEqual({ material: { id: 'Purun', en: 'Reed' }, motif: { id: 'Bunga' }, lengthCm: 200.5, dye: 'natural', handmade: true });
  });

  test('a number that is none is named by its field', () => {
    expect(() => productDetails(Object.assign(product, { a: { material: 'Purun', lengthCm: 'dua meter' } }), null)).toThrow(InvalidInput);
  });

  test('centimetres become millimetres, and half metres are the only halves', () => {
    const form = Object.assign(new VariantForm(), {
      price: 125_000,
      unit: 'METER_HALF',
      sku: 'E-1',
      weightGrams: 140,
      lengthCm: '30',
      widthCm: '25,5',
      heightCm: '2',
    });
    expect(variantDetails(form, null)).toMatchObject({
      priceAmount: 125_000,
      unit: { code: 'METER', step: 0.5 },
      packedMm: { length: 300, width: 255, height: 20 },
      options: [],
    });
    expect(() => variantDetails(Object.assign(form, { optionName: 'Warna' }), null)).toThrow(InvalidInput);
  });

  test('a price by quantity needs both its numbers', () => {
    expect(tiersOf({ quantity0: 12, amount0: 18_000 })).toEqual([{ minQuantity: 12, unitAmount: 18_000 }]);
    expect(() => tiersOf({ quantity0: 12 })).toThrow(InvalidInput);
  });
});

describe('the choice of delivery', () => {
  const options = [
    { id: 'qot_1', courier: 'PICKUP', service: 'PICKUP' },
    { id: 'qot_2', courier: 'JNE', service: 'OKE' },
    { id: 'qot_3', courier: 'JNE', service: 'REG' },
  ];

  test('survives new quotes, and nobody has to fetch their order unasked', () => {
    expect(chosenOption(options, undefined)?.id).toBe('qot_2');
    expect(chosenOption(options, 'qot_old:JNE:REG')?.id).toBe('qot_3');
    expect(chosenOption(options, 'qot_1:PICKUP:PICKUP')?.id).toBe('qot_1');
    expect(chosenOption(options.slice(0, 1), undefined)?.id).toBe('qot_1');
    expect(quoteIdOf('qot_3:JNE:REG')).toBe('qot_3');
  });
});

describe('words', () => {
  test('no sentence is empty in either language, and those with numbers say them', () => {
    const empty: string[] = [];
    const look = (words: object, path: string) => {
      for (const [key, value] of Object.entries(words) as [string, unknown][]) {
        const said = typeof value === 'function' ? (value as (...given: unknown[]) => string)(2, 3) : value;
        if (typeof said === 'string') {
          if (said.trim() === '' || said.includes('undefined')) empty.push(path + key);
        } else look(said as object, `${path}${key}.`);
      }
    };
    for (const locale of ['id', 'en'] as const) look(wordsIn(locale), `${locale}.`);
    expect(empty).toEqual([]);
  });

  test('whatever a form leaves behind to be told is in the dictionary', () => {
    const root = join(import.meta.dirname, '../../../apps/web/src');
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.controller.ts'))
      .map((file) => readFileSync(join(root, file), 'utf8'));
    const keys = sources.flatMap((source) => [...source.matchAll(/told: '(\w+)'|body, '(\w+)', /g)].map(([, one, other]) => one ?? other!));
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !Object.hasOwn(wordsIn('id').told, key))).toEqual([]);
  });

  test('times say their zone, and cloth is counted in metres', () => {
    expect(instantIn('id', '2026-11-22T05:00:00Z', 'WITA')).toBe('22 Nov 2026, 13.00 WITA');
    expect(quantityIn('id', 3, { code: 'METER', step: 0.5 })).toBe('1,5 meter');
    expect(quantityIn('en', 3, { code: 'PCS', step: 1 })).toBe('3');
  });

  test('numbers as people type them', () => {
    expect([decimalOf('12,5'), decimalOf('12.5'), decimalOf('1.250,5'), decimalOf('x')]).toEqual([12.5, 12.5, null, null]);
    expect([internationalPhone('(0812) 3456.7890'), internationalPhone('6281'), internationalPhone('+6281')]).toEqual(['+6281234567890', '+6281', '+6281']);
  });
});
