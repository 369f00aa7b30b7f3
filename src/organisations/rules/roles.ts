import type { OrganisationKind } from './names.ts';
import { sameWords } from './table-text.ts';

export type PersonRole =
  'administrator' | 'coordinator' | 'controller' | 'working-group' | 'head' | 'curator';

/** Held where the roadmap and the campaigns belong, and reaching all organisations below. */
const MUNICIPAL: readonly PersonRole[] = ['administrator', 'coordinator', 'controller', 'working-group'];
const isAbove = (kind: OrganisationKind) =>
  kind === 'municipality' || kind === 'region' || kind === 'country';

/**
 * Where a role is held that somebody gives at an organisation: the coordinator sits in the authority, and the role is the
 * municipality's. `undefined` where it cannot be held: a school has no coordinator of the municipality, a municipality
 * hands in no return.
 */
export function placeOf<P extends { id: number; parentId: number | null; kind: OrganisationKind }>(
  role: PersonRole,
  at: P,
  all: readonly P[],
): P | undefined {
  if (!MUNICIPAL.includes(role)) return isAbove(at.kind) ? undefined : at;
  if (isAbove(at.kind)) return at;
  if (at.kind !== 'authority' && at.kind !== 'methodological-centre') return undefined;
  return all.find(({ id, kind }) => id === at.parentId && isAbove(kind));
}

const WORDS: [PersonRole, string[]][] = [
  ['administrator', ['администратор', 'админ']],
  ['coordinator', ['координатор', 'муниципальный координатор']],
  ['controller', ['контроль', 'контроль исполнения', 'контролёр', 'заместитель начальника']],
  ['working-group', ['рабочая группа', 'член рабочей группы', 'участник рабочей группы']],
  ['head', ['руководитель', 'директор', 'заведующий', 'заведующая', 'начальник']],
  ['curator', ['куратор', 'заместитель директора', 'завуч', 'методист', 'педагог']],
];
const from = new Map(
  WORDS.flatMap(([role, words]) => [role, ...words].map((word) => [sameWords(word), role] as const)),
);

/** The role that a word of a table means; a longer text counts by its first word («директор школы»). */
export function roleFrom(text: string): PersonRole | undefined {
  const words = sameWords(text);
  return from.get(words) ?? from.get(words.split(' ')[0] ?? '');
}
