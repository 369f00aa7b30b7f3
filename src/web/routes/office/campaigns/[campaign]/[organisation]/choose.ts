export const readyRemarks = ['number', 'evidence', 'link'] as const;
export type Ready = (typeof readyRemarks)[number];
export type Choice = {
  /** The field that a remark is being written about; empty for the whole return, nothing where none is chosen. */
  cell: string | undefined;
  /** Zeros and what has not changed are shown too. */
  all: boolean;
  ready: Ready | undefined;
};

export const readChoice = (search: URLSearchParams): Choice => ({
  cell: search.get('cell')?.slice(0, 200) ?? undefined,
  all: search.get('all') === '1',
  ready: readyRemarks.find((one) => one === search.get('ready')),
});

/** The same page with something chosen otherwise: `?cell=t1.total.mentors&all=1`. */
export function query({ cell, all, ready }: Partial<Choice>): string {
  const search = new URLSearchParams();
  if (cell !== undefined) search.set('cell', cell);
  if (all) search.set('all', '1');
  if (ready) search.set('ready', ready);
  return `?${search}`;
}

const DONE = ['remark', 'withdrawn', 'sent-back', 'accepted'] as const;
export type Did = { what: (typeof DONE)[number]; count: number };
export function readDid(search: URLSearchParams): Did | undefined {
  const what = DONE.find((one) => one === search.get('did'));
  const count = Number(search.get('count'));
  return what && { what, count: Number.isSafeInteger(count) && count > 0 ? count : 0 };
}
