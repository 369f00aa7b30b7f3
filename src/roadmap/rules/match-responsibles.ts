import { mendLetters } from '#calendar';

export type OrganisationKind =
  | 'authority'
  | 'methodological-centre'
  | 'school'
  | 'primary-school'
  | 'kindergarten'
  | 'supplementary'
  | 'college'
  | 'other';
/** What is known of an organisation when the words of an order are matched with it. */
export type Candidate<Id = number> = { id: Id; name: string; shortName: string; kind: string };

export type Group = 'schools' | 'kindergartens' | 'supplementary' | 'colleges' | 'all';
/** Whom the words mean. `certain` is false where a person should look: two may be meant, or a group is only implied. */
export type Match<Id = number> =
  | { kind: 'organisations'; ids: Id[]; certain: boolean }
  | { kind: 'group'; group: Group; ids: Id[]; certain: boolean }
  | { kind: 'none'; ids: []; certain: false };

const KINDS: Record<Group, (kind: string) => boolean> = {
  schools: (kind) => kind === 'school' || kind === 'primary-school',
  kindergartens: (kind) => kind === 'kindergarten',
  supplementary: (kind) => kind === 'supplementary',
  colleges: (kind) => kind === 'college',
  all: (kind) => kind !== 'authority' && kind !== 'methodological-centre' && kind !== 'municipality',
};

/** How groups are named, the narrower first: «общеобразовательных» holds «образовательных». */
const GROUPS: [Group, RegExp, certain: boolean][] = [
  ['kindergartens', /дошкольн|детск\p{L}+ сад|доу(?!\p{L})/u, true],
  ['supplementary', /дополнительного образования|(?<!\p{L})удо(?!\p{L})/u, true],
  ['colleges', /профессиональн\p{L}+ образовательн|колледж|техникум|(?<!\p{L})(?:поо|спо)(?!\p{L})/u, true],
  ['schools', /общеобразовательн|(?<!\p{L})школ|(?<!\p{L})(?:сош|оош)(?!\p{L})/u, true],
  ['all', /образовательн\p{L}+ (?:организаци|учреждени)|(?<!\p{L})(?:оо|оу)(?!\p{L})/u, true],
  ['schools', /классн\p{L}+ руководител/u, false],
  ['all', /куратор|наставник|руководител|педагог|директор|педагоги-психолог/u, false],
];

/**
 * Whom an executor's words mean: schools by number, one organisation by its name or its initials, the authority, the
 * methodological centre, else a group. A number in brackets is a part of the school before it («МАОУ СОШ № 90 (СПО
 * ООШ № 17)»), and schools that are listed behind «педагоги общеобразовательных организаций» are those alone.
 */
export function matchResponsible<Id>(text: string, organisations: readonly Candidate<Id>[]): Match<Id> {
  const words = plain(text).replace(/\([^)]*\)?/g, ' ');
  return (
    byNumber(words, organisations) ??
    byName(words, organisations) ??
    byOffice(words, organisations) ??
    byGroup(words, organisations)
  );
}

const plain = (text: string) =>
  mendLetters(text).text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
const NUMBER =
  /(?:(начальн\p{L}+ школа|детск\p{L}+ сад|доу|гимнази\p{L}+|лице\p{L}+|сош|оош|нош|школ\p{L}*)[»"\s]*)?№ ?(\d+)/gu;

function byNumber<Id>(words: string, organisations: readonly Candidate<Id>[]): Match<Id> | undefined {
  const named = [...words.matchAll(NUMBER)];
  if (!named.length) return undefined;
  const found = named.map(([, what = '', number = '']) =>
    likest(
      organisations.filter((one) => isOfKind(one.kind, what) && numberOf(one) === number),
      what,
    ),
  );
  const ids = [...new Set(found.flat().map(({ id }) => id))];
  if (!ids.length) return { kind: 'none', ids: [], certain: false };
  return { kind: 'organisations', ids, certain: found.every(({ length }) => length === 1) };
}

/** Of several with one number, those whose names have the order's own word: «СОШ № 15» is no other school № 15. */
function likest<Id>(found: readonly Candidate<Id>[], what: string): readonly Candidate<Id>[] {
  const alike = found.filter(({ name, shortName }) => plain(`${shortName} ${name}`).includes(what));
  return what && alike.length > 0 ? alike : found;
}

function isOfKind(kind: string, what: string): boolean {
  if (/^начальн|^нош/u.test(what)) return kind === 'primary-school';
  if (/^детск|^доу/u.test(what)) return kind === 'kindergarten';
  return what ? KINDS.schools(kind) : KINDS.all(kind);
}

const numberOf = ({ name, shortName }: Candidate<unknown>): string | undefined =>
  [shortName, name].map((text) => /№ ?(\d+)/u.exec(text.replace(/\([^)]*\)?/g, ' '))?.[1]).find(Boolean);

/** By the name in quotes, by the whole name, or by initials: «ЦМиХО» is the «Центр методического и хозяйственного обеспечения». */
function byName<Id>(words: string, organisations: readonly Candidate<Id>[]): Match<Id> | undefined {
  const called = core(words);
  const found = organisations.filter(({ name, shortName }) =>
    [plain(name), plain(shortName)].some(
      (own) =>
        own.length > 5 &&
        (words.includes(own) || core(own) === called || initials(core(own)) === called.replace(/\s/g, '')),
    ),
  );
  if (!found.length) return undefined;
  return { kind: 'organisations', ids: found.map(({ id }) => id), certain: found.length === 1 };
}

/** What stands in quotes, else the words without the form of the organisation. */
const core = (words: string): string =>
  /«([^»]+)»/u.exec(words)?.[1] ??
  words.replace(/^(?:м[абк]?[дб]?оу|мау|мбу|мку|гбу|гау) (?:дпо |до )?/u, '');
const initials = (words: string): string =>
  words.split(/[\s-]+/).length < 3
    ? ''
    : words
        .split(/[\s-]+/)
        .map((word) => word.charAt(0))
        .join('');

const OFFICES: [kind: OrganisationKind, RegExp][] = [
  [
    'methodological-centre',
    /центр\p{L}*\s.*методическ|методическ\p{L}+\s(?:[\p{L}-]+\s){0,3}(?:центр|служб|кабинет)/u,
  ],
  ['authority', /(?:управлени|отдел|комитет|департамент)\p{L}*\s.*образовани|(?<!\p{L})уо(?!\p{L})/u],
];

function byOffice<Id>(words: string, organisations: readonly Candidate<Id>[]): Match<Id> | undefined {
  const office = OFFICES.find(([, pattern]) => pattern.test(words));
  if (!office) return undefined;
  const ids = organisations.filter(({ kind }) => kind === office[0]).map(({ id }) => id);
  if (!ids.length) return { kind: 'none', ids: [], certain: false };
  return { kind: 'organisations', ids, certain: ids.length === 1 };
}

function byGroup<Id>(words: string, organisations: readonly Candidate<Id>[]): Match<Id> {
  const named = GROUPS.find(([, pattern]) => pattern.test(words));
  if (!named) return { kind: 'none', ids: [], certain: false };
  const [group, , certain] = named;
  const ids = organisations.filter(({ kind }) => KINDS[group](kind)).map(({ id }) => id);
  return { kind: 'group', group, ids, certain: certain && ids.length > 0 };
}
