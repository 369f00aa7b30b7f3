import type { OrganisationKind } from './names.ts';
import type { RowFault } from './read-organisations.ts';
import { type PersonRole, placeOf, roleFrom } from './roles.ts';
import { readColumns, readTableText, sameWords } from './table-text.ts';

export type Place = {
  id: number;
  parentId: number | null;
  code: string;
  name: string;
  shortName: string;
  kind: OrganisationKind;
};
/** One row of a pasted table of people: who would be invited where, or why not. */
export type PlannedPerson = {
  line: number;
  /** As the table names it, or the organisation's short name where it was found. */
  organisation: string;
  organisationId: number | null;
  login: string;
  name: string;
  role: PersonRole | null;
  outcome: 'add' | 'exists' | 'refused';
  faults: RowFault[];
};

export const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,59}$/u;

const COLUMNS = {
  organisation: ['Организация', 'Школа', 'Учреждение', 'Код организации', 'organisation'],
  login: ['Имя для входа', 'Логин', 'login'],
  name: ['Должность', 'Кто', 'Имя', 'ФИО', 'position', 'name'],
  role: ['Роль', 'role'],
} as const;
const ORDER = ['organisation', 'login', 'name', 'role'] as const;

/**
 * @param taken logins of the whole installation in lower case, each with the roles `organisationId role` that it holds
 * @param words what a role is called, for a person without a position
 */
export function planPeople(
  text: string,
  places: readonly Place[],
  taken: ReadonlyMap<string, ReadonlySet<string>>,
  words: (role: PersonRole) => string,
): { rows: PlannedPerson[]; unknownColumns: string[] } {
  const table = readColumns(readTableText(text), COLUMNS, ORDER);
  const find = finder(places);
  const logins = new Set(taken.keys());
  const rows = table.rows.map((row): PlannedPerson => {
    const faults: RowFault[] = [];
    const asked = table.cell(row, 'organisation');
    const roleText = table.cell(row, 'role') || table.cell(row, 'name');
    const role = roleFrom(roleText);
    if (!role) faults.push({ code: 'access.row-role', params: { typed: roleText } });
    const found = find(asked);
    if (found.length === 0) faults.push({ code: 'access.row-organisation', params: { typed: asked } });
    if (found.length > 1) faults.push({ code: 'access.row-organisation-two', params: { typed: asked } });
    const named = found.length === 1 ? found[0]! : undefined;
    const place = named && role ? placeOf(role, named, places) : named;
    if (named && role && !place)
      faults.push({ code: 'access.role-above', params: { name: named.shortName } });

    const typed = table.cell(row, 'login');
    const login = typed || (named && role ? proposeLogin(named.code, role, logins) : '');
    if (typed && !LOGIN.test(typed)) faults.push({ code: 'access.login-bad', params: { login: typed } });
    const held = taken.get(login.toLowerCase());
    const exists = !!held && !!place && !!role && held.has(`${place.id} ${role}`);
    if (!exists && login && logins.has(login.toLowerCase()))
      faults.push({ code: 'access.login-taken', params: { login } });
    const name = table.cell(row, 'name') || (role ? words(role) : '');
    if (name.length > 120) faults.push({ code: 'access.name-long' });
    const outcome = faults.length ? 'refused' : exists ? 'exists' : 'add';
    if (outcome === 'add') logins.add(login.toLowerCase());
    return {
      line: row.line,
      organisation: place?.shortName ?? asked,
      organisationId: place?.id ?? null,
      login,
      name,
      role: role ?? null,
      outcome,
      faults,
    };
  });
  return { rows, unknownColumns: table.unknown };
}

/** The curator of school-15 signs in as `school-15`, its head as `school-15-head`, the coordinator as `coordinator`. */
export function proposeLogin(code: string, role: PersonRole, taken: ReadonlySet<string>): string {
  const first = role === 'curator' ? code : role === 'head' ? `${code}-head` : role;
  if (!taken.has(first)) return first;
  for (let n = 2; ; n++) if (!taken.has(`${first}-${n}`)) return `${first}-${n}`;
}

/** There is one of these in a municipality, and nobody writes its full name. */
const CALLED: Partial<Record<OrganisationKind, string[]>> = {
  authority: ['Управление образования', 'Управление'],
  'methodological-centre': ['Методический центр', 'Центр'],
};

function finder(places: readonly Place[]) {
  const by = new Map<string, Place[]>();
  for (const place of places) {
    const called = [place.code, place.name, place.shortName, ...(CALLED[place.kind] ?? [])];
    for (const word of new Set(called.map(sameWords))) by.set(word, [...(by.get(word) ?? []), place]);
  }
  return (typed: string) => (typed ? (by.get(sameWords(typed)) ?? []) : []);
}
