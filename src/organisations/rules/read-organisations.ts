import { codeOf, freeCode, KINDS, kindOf, markOf, type OrganisationKind, shortNameOf } from './names.ts';
import { isPhone } from './phone.ts';
import { beyondTheirWhole, LARGEST_NUMBER, type Profile, PROFILE, type ProfileCode } from './profile.ts';
import { readColumns, readTableText, sameWords } from './table-text.ts';

/** One row of a pasted table: what would be added, or why not. */
export type PlannedOrganisation = {
  line: number;
  name: string;
  shortName: string;
  kind: OrganisationKind;
  code: string;
  mark: string;
  lowPerforming: boolean;
  adverseConditions: boolean;
  phone: string;
  profile: Profile;
  outcome: 'add' | 'exists' | 'refused';
  /** Of one that is already there: the table names a telephone that it does not have yet. */
  newPhone: boolean;
  faults: RowFault[];
};
export type RowFault = { code: string; params?: Record<string, string | number> };

const COLUMNS = {
  name: ['Организация', 'Название', 'Наименование', 'Полное название', 'Полное наименование', 'name'],
  short: ['Краткое название', 'Краткое наименование', 'Сокращённое название', 'Кратко', 'short name'],
  kind: ['Вид', 'Тип', 'Вид организации', 'kind'],
  code: ['Код', 'code'],
  mark: ['Знак', 'Номер', 'mark'],
  low: ['ШНОР', 'низкие результаты', 'low performing'],
  adverse: ['ШНСУ', 'сложные условия', 'adverse conditions'],
  phone: ['Телефон', 'Тел.', 'Тел', 'Контактный телефон', 'Номер телефона', 'phone'],
  pupils_total: ['Обучающихся', 'Учеников', 'Обучающихся всего', 'Учеников всего', 'pupils_total'],
  pupils_10_19: ['Учеников 10–19 лет', 'Обучающихся 10–19 лет', '10–19 лет', 'pupils_10_19'],
  pupils_15_19: ['Учеников 15–19 лет', 'Обучающихся 15–19 лет', '15–19 лет', 'pupils_15_19'],
  teachers_total: ['Педагогов', 'Педагогов всего', 'Учителей', 'teachers_total'],
  teachers_young: [
    'Молодых педагогов',
    'Педагогов со стажем 0–3 года',
    'Молодых специалистов',
    'teachers_young',
  ],
  enterprises_partner: ['Предприятий-партнёров', 'Партнёров', 'enterprises_partner'],
} as const;
const ORDER = [
  'name',
  'short',
  'kind',
  'code',
  'low',
  'adverse',
  ...PROFILE,
  'mark',
  'phone',
] as const satisfies (keyof typeof COLUMNS)[];

/** How a kind may be written in a table; the catalogue's own words come with `kindWords`. */
const KIND_WORDS: [OrganisationKind, string[]][] = [
  ['school', ['школа', 'сош', 'оош', 'гимназия', 'лицей']],
  ['primary-school', ['начальная школа', 'нш', 'нош']],
  ['kindergarten', ['детский сад', 'доу', 'дс']],
  ['supplementary', ['дополнительное образование', 'удо']],
  ['college', ['колледж', 'техникум', 'спо', 'поо']],
  ['authority', ['управление образования', 'управление']],
  ['methodological-centre', ['методический центр']],
  ['other', ['другое', 'иное']],
];
const kindFrom = new Map<string, OrganisationKind>([
  ...KINDS.map((kind) => [sameWords(kind), kind] as const),
  ...KIND_WORDS.flatMap(([kind, words]) => words.map((word) => [sameWords(word), kind] as const)),
]);

const YES = new Set(['да', '+', '1', 'х', 'v', 'yes', 'true', 'шнор', 'шнсу', 'истина', '✓'].map(sameWords));
const NO = new Set(['', 'нет', '–', '0', 'no', 'false', 'ложь'].map(sameWords));

/** @param present organisations below the same parent: what bears one of their names is already there */
export function planOrganisations(
  text: string,
  present: readonly { code: string; name: string; shortName: string; phone?: string }[],
): { rows: PlannedOrganisation[]; unknownColumns: string[] } {
  const table = readColumns(readTableText(text), COLUMNS, ORDER);
  const taken = new Set(present.map(({ code }) => code));
  const named = new Map(
    present.flatMap(({ code, name, shortName }) =>
      [name, shortName].map((word) => [sameWords(word), code] as const),
    ),
  );
  const rows = table.rows.map((row): PlannedOrganisation => {
    const cell = (column: keyof typeof COLUMNS) => table.cell(row, column);
    const faults: RowFault[] = [];
    const name = cell('name');
    const shortName = cell('short') || shortNameOf(name);
    if (!name) faults.push({ code: 'organisations.row-no-name' });
    if (name.length > 300) faults.push({ code: 'organisations.row-name-long' });
    const kindText = cell('kind');
    const kind = kindText ? kindFrom.get(sameWords(kindText)) : kindOf(name);
    if (!kind || kind === 'municipality' || kind === 'region' || kind === 'country')
      faults.push({ code: 'organisations.row-kind', params: { kind: kindText || name } });
    const flag = (column: 'low' | 'adverse') => {
      const answer = sameWords(cell(column));
      if (!YES.has(answer) && !NO.has(answer))
        faults.push({ code: 'organisations.row-flag', params: { typed: cell(column) } });
      return YES.has(answer);
    };
    const lowPerforming = flag('low');
    const adverseConditions = flag('adverse');
    const profile = readProfile(cell, faults);
    const phone = cell('phone');
    if (!isPhone(phone) || phone.length > 60)
      faults.push({ code: 'organisations.row-phone', params: { typed: phone } });
    const asked = cell('code').toLowerCase();
    if (asked && !/^[a-z0-9][a-z0-9-]{0,59}$/.test(asked))
      faults.push({ code: 'organisations.code-bad', params: { code: asked } });
    const there =
      named.get(sameWords(name)) ?? named.get(sameWords(shortName)) ?? (taken.has(asked) ? asked : undefined);
    const code = there ?? (asked || freeCode(codeOf(shortName, kind ?? 'other'), taken));
    const outcome = faults.length ? 'refused' : there ? 'exists' : 'add';
    const known = present.find((one) => one.code === there);
    const newPhone = outcome === 'exists' && known !== undefined && phone !== '' && known.phone !== phone;
    if (newPhone) faults.push({ code: 'organisations.row-phone-new' });
    if (outcome === 'add') {
      taken.add(code);
      named.set(sameWords(name), code).set(sameWords(shortName), code);
    }
    return {
      line: row.line,
      name,
      shortName,
      kind: kind ?? 'other',
      code,
      mark: cell('mark') || markOf(shortName, kind ?? 'other'),
      lowPerforming,
      adverseConditions,
      phone,
      profile,
      outcome,
      newPhone,
      faults,
    };
  });
  return { rows, unknownColumns: table.unknown };
}

function readProfile(cell: (column: ProfileCode) => string, faults: RowFault[]): Profile {
  const profile: Profile = {};
  for (const code of PROFILE) {
    const typed = cell(code);
    if (!typed) continue;
    const number = Number(typed.replace(/[\s\u00a0]/g, ''));
    if (!Number.isInteger(number) || number < 0 || number > LARGEST_NUMBER)
      faults.push({ code: 'organisations.row-number', params: { typed } });
    else profile[code] = number;
  }
  for (const code of beyondTheirWhole(profile))
    faults.push({ code: 'organisations.profile-part', params: { number: profile[code]! } });
  return profile;
}
