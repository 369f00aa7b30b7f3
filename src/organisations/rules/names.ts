import { cyrillic } from './table-text.ts';

/** What an organisation's name says of it: kind, short name, code and mark are proposed, and a person may change them. */
export const KINDS = [
  'school',
  'primary-school',
  'kindergarten',
  'supplementary',
  'college',
  'authority',
  'methodological-centre',
  'municipality',
  'region',
  'country',
  'other',
] as const;
export type OrganisationKind = (typeof KINDS)[number];

/** The first that fits counts: a centre of methods is not a centre of supplementary education. */
const SIGNS: [OrganisationKind, RegExp][] = [
  ['methodological-centre', /методическ|(^|\s)мц(\s|$)|развити[яю] образования/],
  [
    'supplementary',
    /дополнительн|дом творчества|дворец|дюсш|спортивная школа|школа искусств|(^|\s)(удо|цдод|ддт|дши|сш)(\s|$)/,
  ],
  ['kindergarten', /детск(ий|ого) сад|дошкольн|(^|\s)(м[абк]?доу|доу|дс|д\/с|црр)(\s|$)/],
  ['college', /колледж|техникум|училищ|профессиональн|(^|\s)(гбпоу|поу|спо)(\s|$)/],
  ['primary-school', /начальная (обще)?образовательная школа|начальная школа|(^|\s)(нш|нош|нш дс)(\s|$)/],
  ['school', /школ|гимнази|лице[йя]|интернат|(^|\s)(сош|оош|сошк?и|кадетск\S*)(\s|$)/],
  ['authority', /управлени|департамент|комитет|отдел\S* образовани/],
  ['municipality', /городской округ|муниципальный (округ|район)|(^|\s)(го|мо|мр)(\s|$)/],
];

const plain = (name: string) =>
  cyrillic(name.toLowerCase())
    .replace(/ё/g, 'е')
    .replace(/[«»„“”"'.,()№]/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

export function kindOf(name: string): OrganisationKind {
  return SIGNS.find(([, sign]) => sign.test(plain(name)))?.[0] ?? 'other';
}

/** The words that the law asks for and everybody abbreviates, longest first. */
const ABBREVIATIONS: [RegExp, string][] = [
  [/муниципальн\S+ автономн\S+ обще-?образовательн\S+ учреждени\S+/i, 'МАОУ'],
  [/муниципальн\S+ бюджетн\S+ обще-?образовательн\S+ учреждени\S+/i, 'МБОУ'],
  [/муниципальн\S+ казенн\S+ обще-?образовательн\S+ учреждени\S+/i, 'МКОУ'],
  [/муниципальн\S+ автономн\S+ дошкольн\S+ образовательн\S+ учреждени\S+/i, 'МАДОУ'],
  [/муниципальн\S+ бюджетн\S+ дошкольн\S+ образовательн\S+ учреждени\S+/i, 'МБДОУ'],
  [/муниципальн\S+ (автономн|бюджетн|казенн)\S+ учреждени\S+ дополнительного образования/i, 'МУДО'],
  [/средн\S+ обще-?образовательн\S+ школ\S+/i, 'СОШ'],
  [/основн\S+ обще-?образовательн\S+ школ\S+/i, 'ООШ'],
  [/начальн\S+ обще-?образовательн\S+ школ\S+/i, 'НОШ'],
  [/детск\S+ сад\S*/i, 'ДС'],
];

/** «Муниципальное автономное общеобразовательное учреждение „Средняя общеобразовательная школа № 15“» → «МАОУ СОШ № 15». */
export function shortNameOf(name: string): string {
  let short = name.replace(/Ё/g, 'Е').replace(/ё/g, 'е').trim();
  for (const [words, letters] of ABBREVIATIONS) short = short.replace(words, letters);
  const changed = short !== name.replace(/Ё/g, 'Е').replace(/ё/g, 'е').trim();
  if (!changed) return name.trim();
  // The quotes went round what is now two letters; those of a name in words stay.
  return short
    .replace(/[«„"]([А-Я]{2,3}(?: № ?\d+)?)[»“"]/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

const LETTERS: Record<string, string> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
export const transliterate = (text: string) => text.replace(/[а-яё]/g, (letter) => LETTERS[letter] ?? letter);

const numberIn = (name: string) => /№\s*(\d+)/.exec(name)?.[1] ?? /\s(\d{1,3})(?=\D*$)/.exec(name)?.[1];
const quotedIn = (name: string) => /[«„"]([^«»„“"]{3,})[»“"]/.exec(name)?.[1];

/** «МАОУ СОШ № 15» → school-15; «Лицей „Квант“» → kvant; never empty, at most 40 signs, `[a-z0-9-]`. */
export function codeOf(name: string, kind: OrganisationKind): string {
  const number = numberIn(name);
  if (number) return `${kind === 'other' ? 'organisation' : kind}-${Number(number)}`;
  if (kind === 'authority' || kind === 'methodological-centre') return kind;
  const proper = name.replace(/(городской|муниципальный) (округ|район)/i, '').trim();
  const words = transliterate((quotedIn(name) ?? (proper || name)).toLowerCase())
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return words || kind;
}

/** The first of `code`, `code-2`, `code-3` … that is free. */
export function freeCode(code: string, taken: ReadonlySet<string>): string {
  if (!taken.has(code)) return code;
  for (let n = 2; ; n++) if (!taken.has(`${code}-${n}`)) return `${code}-${n}`;
}

/** What a narrow column's heading bears: «15», «НШ 25», «ДС 7»; initials or a first word where there is no number. */
export function markOf(shortName: string, kind: OrganisationKind): string {
  const number = numberIn(shortName);
  const before = { 'primary-school': 'НШ ', kindergarten: 'ДС ', college: 'К ', supplementary: 'ДО ' }[
    kind as string
  ];
  if (number) return `${before ?? ''}${Number(number)}`;
  const named = quotedIn(shortName) ?? shortName;
  if (named.length <= 10) return named;
  const initials = named
    .split(/[\s-]+/)
    .filter((word) => word.length > 2)
    .map((word) => word[0]!.toUpperCase());
  return initials.length > 1 ? initials.slice(0, 6).join('') : named.slice(0, 10);
}
