/** Those that come with the program; a municipality's own are `own-17`. */
export const readyRemarks = ['number', 'evidence', 'link', 'both', 'agree'] as const;
export type Ready = (typeof readyRemarks)[number] | `own-${number}`;
/** Which rows are shown: all, what asks to be looked at, what has changed, what has been remarked on, one part. */
export const shows = ['all', 'attention', 'changed', 'remarked', 'activities'] as const;
export type Show = (typeof shows)[number];
export type Choice = {
  /** The field that a remark is being written about; empty for the whole return, nothing where none is chosen. */
  cell: string | undefined;
  /** Zeros and what has not changed are shown too. */
  all: boolean;
  ready: Ready | undefined;
  show: Show;
};

export const readChoice = (search: URLSearchParams): Choice => ({
  cell: search.get('cell')?.slice(0, 200) ?? undefined,
  all: search.get('all') === '1',
  ready: readReady(search.get('ready')),
  show: shows.find((one) => one === search.get('show')) ?? 'all',
});

function readReady(word: string | null): Ready | undefined {
  const own = /^own-(\d{1,9})$/.exec(word ?? '')?.[1];
  return own ? `own-${Number(own)}` : readyRemarks.find((one) => one === word);
}

/** The same page with something chosen otherwise: `?cell=t1.total.mentors&all=1`. */
export function query({ cell, all, ready, show }: Partial<Choice>): string {
  const search = new URLSearchParams();
  if (cell !== undefined) search.set('cell', cell);
  if (all) search.set('all', '1');
  if (ready) search.set('ready', ready);
  if (show && show !== 'all') search.set('show', show);
  return `?${search}`;
}

const DONE = ['remark', 'withdrawn', 'sent-back', 'accepted', 'assigned', 'asked'] as const;
export type Did = { what: (typeof DONE)[number]; count: number };
export function readDid(search: URLSearchParams): Did | undefined {
  const what = DONE.find((one) => one === search.get('did'));
  const count = Number(search.get('count'));
  return what && { what, count: Number.isSafeInteger(count) && count > 0 ? count : 0 };
}
