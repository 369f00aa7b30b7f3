/**
 * A message: `'Сдано {done} из {all} {all|отчёта|отчётов|отчётов}'`. `{name}` is a value; `{name|…}` picks a word by
 * the value's number: ru one|few|many, en one|other (CLDR, by `Intl.PluralRules`); a fraction takes the second form.
 */
export type Locale = 'ru' | 'en';
export type Catalogue = Record<string, string>;
type Name<P extends string> = P extends `${infer N}|${string}` ? N : P;
type Names<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? Name<P> | Names<Rest> : never;
export type Values<S extends string> = { [K in Names<S>]: string | number };
/** The other language must have the same keys; a test holds the values that each sentence takes against each other. */
export type Same<C extends Catalogue> = { [K in keyof C]: string };
type Rest<S extends string> = [Names<S>] extends [never] ? [] : [values: Values<S>];

export type Say<C extends Catalogue> = {
  <K extends keyof C & string>(key: K, ...rest: Rest<C[K]>): string;
  /** For codes that are known only when the program runs: a failure's, a warning's, a state's. */
  code(key: string, values?: Readonly<Record<string, unknown>>): string;
  locale: Locale;
};

const FORMS: Record<Locale, Intl.LDMLPluralRule[]> = { ru: ['one', 'few', 'many'], en: ['one', 'other'] };

export function speaker<C extends Catalogue>(locale: Locale, catalogue: Catalogue): Say<C> {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const write = (value: unknown) => (typeof value === 'number' ? number.format(value) : String(value ?? ''));
  const code = (key: string, values: Readonly<Record<string, unknown>> = {}) => {
    const text = catalogue[key];
    if (text === undefined) return key; // a missing key is a failed test, not a failed page
    const filled = text.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_, name: string, words?: string) => {
      const value = values[name];
      if (words === undefined) return write(value);
      const list = words.split('|');
      return list[FORMS[locale].indexOf(plural.select(Number(value)))] ?? list[1] ?? list[0]!;
    });
    return locale === 'ru' ? tie(filled) : filled;
  };
  return Object.assign(code, { code, locale }) as unknown as Say<C>;
}

const SHORT = /(?<=^|[\s(«„])(а|без|в|во|до|за|и|из|к|ко|на|не|ни|о|об|от|по|при|про|с|со|у)\s+(?=\S)/giu;
/** No-break spaces where Russian typesetting wants them: after short words, between a number and its noun, in «№ 15». */
export function tie(text: string): string {
  return text
    .replace(SHORT, '$1\u00a0')
    .replace(/№\s+/g, '№\u00a0')
    .replace(/(\d)\s+(?=[\p{L}%])/gu, '$1\u00a0')
    .replace(/\s+—/g, '\u00a0—');
}
