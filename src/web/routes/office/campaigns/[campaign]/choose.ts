import type { ListedReturn } from '#monitoring';

export const shows = [
  'all',
  'returned',
  'waiting',
  'mine',
  'unusual',
  'asked',
  'filling',
  'not-begun',
  'late',
  'accepted',
] as const;
export type Show = (typeof shows)[number];

const ORDER: readonly ListedReturn['status'][] = [
  'returned',
  'submitted',
  'filling',
  'not-begun',
  'accepted',
];
const isCounted = ({ status }: ListedReturn) => status === 'submitted' || status === 'accepted';
/** A reviewer looks at what is submitted; an accepted return has been looked at. */
const isUnusual = ({ status, unusual }: ListedReturn) =>
  unusual > 0 && (status === 'submitted' || status === 'returned');

export const isWaiting = ({ status }: ListedReturn) => status === 'submitted';
/** Waits for review, and nothing in it asks to be looked at. */
export const isPlain = (one: ListedReturn) => isWaiting(one) && one.unusual === 0 && one.unsent === 0;
export const isOutstanding = (one: ListedReturn) => !isCounted(one);
export const hasHandedIn = ({ firstSubmittedAt }: ListedReturn) => firstSubmittedAt !== null;

/** Those who need somebody first; among those who wait, whoever submitted first, as the reviewer's pager goes. */
export function inOrder(returns: readonly ListedReturn[]): ListedReturn[] {
  const at = ({ status, submittedAt }: ListedReturn) => (status === 'submitted' ? submittedAt!.getTime() : 0);
  return returns.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || at(a) - at(b));
}

const BY_SHOW: Record<Show, (one: ListedReturn) => boolean> = {
  all: () => true,
  returned: ({ status }) => status === 'returned',
  waiting: isWaiting,
  filling: ({ status }) => status === 'filling',
  'not-begun': ({ status }) => status === 'not-begun',
  accepted: ({ status }) => status === 'accepted',
  unusual: isUnusual,
  late: ({ daysLate }) => daysLate > 0,
  asked: ({ asked }) => asked > 0,
  mine: () => false, // whose, only the reader can say
};
/** `me`: the account of whoever reads. */
export const shown = (returns: readonly ListedReturn[], show: Show, me?: number | null) =>
  returns.filter(show === 'mine' ? (one) => isMine(one, me) : BY_SHOW[show]);
const isMine = ({ reviewer, status }: ListedReturn, me: number | null | undefined) =>
  reviewer !== undefined && reviewer.id === me && status !== 'accepted';

/** By a part of its name, in whatever letters it was typed: «сош 15» finds «МАОУ СОШ № 15». */
export function named(returns: readonly ListedReturn[], query: string): ListedReturn[] {
  const words = plain(query).split(' ').filter(Boolean);
  return returns.filter(({ organisation: { name, shortName } }) => {
    const text = plain(`${name} ${shortName}`);
    return words.every((word) => text.includes(word));
  });
}
const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[№"«»„“]|\s+/gu, ' ')
    .trim();

export function readChoice(search: URLSearchParams): { show: Show; query: string } {
  return {
    show: shows.find((one) => one === search.get('show')) ?? 'all',
    query: (search.get('q') ?? '').trim().slice(0, 100),
  };
}

export type Chosen = { organisation: string; rev: number };
/** What is ticked, as the boxes say it: the organisation and the submission that was seen. */
export const boxValue = ({ organisation, rev }: ListedReturn) => `${organisation.code}:${rev}`;
export const readBoxes = (values: readonly FormDataEntryValue[]): Chosen[] =>
  values.flatMap((value) => {
    const [, organisation, rev] = /^(.{1,200}):(\d{1,9})$/u.exec(String(value)) ?? [];
    return organisation ? [{ organisation, rev: Number(rev) }] : [];
  });
