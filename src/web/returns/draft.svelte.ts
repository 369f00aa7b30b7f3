import { onMount } from 'svelte';
import {
  type Answer,
  type Conflict,
  keeperOf,
  type Pending,
  type Posted,
  type SavingState,
} from './keeper.ts';
import type { Judged, ReturnPage, SaidIssue } from './view.ts';

/** The parts of a cell's verdict that need no other cell: told again as soon as the cell is left. */
const OF_ONE_CELL = /^monitoring\.(number-|cell-|reason-)/;

/** A form that was posted and not taken as it was: what was typed in it, and what somebody else has changed meanwhile. */
type Refused = { typed?: Record<string, string>; conflicts?: readonly Conflict[] };

/**
 * A return while it is being filled in: what is typed, what the server thinks of it, and whether it is safe.
 * On the server, and without script, it is only what the page was made with.
 */
export function openDraft(page: ReturnPage, refused?: Refused | null) {
  const typed = refused?.typed ?? {};
  const values: Record<string, string> = $state({ ...page.draft.values, ...typed });
  let judged: Judged = $state.raw(page.judged);
  let told: Record<string, SaidIssue | undefined> = $state.raw({});
  let saving: SavingState = $state.raw({ kind: 'saved', at: page.draft.savedAt });
  let conflicts: readonly Conflict[] = $state.raw(refused?.conflicts ?? []);
  let known = $state.raw({ rev: page.draft.rev });
  const address = `${page.base}/save${page.query}`;
  const store = `vekha-return:${page.campaign.slug}:${page.organisation.code}:${page.person}`;
  let leaving = false;
  /** The page, among those that work in this return. */
  const client = Math.random().toString(36).slice(2);
  /** The checks, once they are here. */
  let judge: ((values: Readonly<Record<string, string>>) => Judged) | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let outside: { saved?: () => void; waits?: () => void; stands?: (cell: string) => void } = {};

  const keeper = keeperOf<Judged>(
    { ...page.draft, values: page.draft.known },
    {
      post: (body) => post(address, { ...body, person: page.person, client }, leaving),
      read: () => readStore(store),
      write: (pending) => writeStore(store, pending),
      tell(state) {
        saving = state;
        if (state.kind === 'waiting') outside.waits?.();
      },
      answered,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
  );

  function answered(answer: Answer<Judged>) {
    judged = answer.judged;
    known = { rev: answer.rev };
    // What has been typed since the question was asked is judged by the next answer.
    told = Object.fromEntries(Object.entries(told).filter(([cell]) => keeper.known(cell) !== values[cell]));
    for (const [field, value] of Object.entries(answer.others))
      if (keeper.known(field) === value) values[field] = value;
    const settled = new Set(answer.conflicts.map(({ field }) => field));
    conflicts = [...conflicts.filter(({ field }) => !settled.has(field)), ...answer.conflicts];
    if (keeper.waiting() > 0) judgeSoon();
    outside.saved?.();
  }

  /** As the server will, without waiting for it. */
  function judgeSoon() {
    clearTimeout(soon);
    if (!judge) return;
    soon = setTimeout(() => {
      const start = performance.now();
      judged = judge!(values);
      told = {};
      performance.clearMeasures('verdict'); // the last one alone: `npm run bench return-page` asks for it
      performance.measure('verdict', { start });
    }, 250);
  }

  onMount(() => {
    for (const [field, value] of Object.entries(typed))
      if (!conflicts.some((one) => one.field === field)) keeper.change(field, value);
    Object.assign(values, keeper.adopt());
    const wake = () => keeper.waiting() > 0 && void keeper.send();
    const leave = () => {
      leaving = true;
      wake();
      leaving = false;
    };
    addEventListener('online', wake);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('online', wake);
      removeEventListener('pagehide', leave);
    };
  });

  return {
    value: (field: string): string => values[field] ?? '',
    get values(): Readonly<Record<string, string>> {
      return values;
    },
    type(field: string, value: string) {
      if (values[field] === value) return;
      values[field] = value;
      keeper.change(field, value);
      judgeSoon();
    },
    /** The server has it already. */
    adopt(field: string, value: string) {
      values[field] = value;
      keeper.learn(field, value);
    },
    /** What one cell alone has to say, told at once; undefined where it has nothing. */
    tell(cell: string, issue: SaidIssue | undefined) {
      told = { ...told, [cell]: issue };
    },
    get issues(): SaidIssue[] {
      const stays = judged.issues.filter(({ at, code }) => !(at in told) || !OF_ONE_CELL.test(code));
      return [...stays, ...Object.values(told).filter((issue) => issue !== undefined)];
    },
    get judged() {
      return judged;
    },
    get saving() {
      return saving;
    },
    get conflicts() {
      return conflicts;
    },
    /** For a form that is posted as a whole: the revision, and what the server last knew of each field. */
    get rev() {
      return known.rev;
    },
    was: (field: string) => (void known, keeper.known(field)),
    settle({ field }: Conflict, value: string) {
      conflicts = conflicts.filter((one) => one.field !== field);
      values[field] = value;
      keeper.settle(field, value);
    },
    send: () => keeper.send(),
    stand: (cell: string) => outside.stands?.(cell),
    client,
    store,
    /** The checks have come: from here on the page judges by itself. */
    judgeBy(by: NonNullable<typeof judge>) {
      judge = by;
      if (keeper.waiting() > 0) judgeSoon();
    },
    /** Somebody else, or this person elsewhere, has changed fields; what is typed here and not sent yet stays. */
    learn(fields: Readonly<Record<string, string>>, rev: number) {
      for (const [field, value] of Object.entries(fields)) {
        if (keeper.isWaiting(field)) continue;
        keeper.learn(field, value, rev);
        values[field] = value;
      }
      known = { rev: keeper.rev() };
      judgeSoon();
    },
    tellOf(to: typeof outside) {
      outside = { ...outside, ...to };
    },
    waiting: () => keeper.waiting(),
  };
}
export type Draft = ReturnType<typeof openDraft>;

async function post(address: string, body: unknown, keepalive: boolean): Promise<Posted<Judged>> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual', // a lost session is answered by the way to the sign-in page
      keepalive,
      signal: AbortSignal.timeout(15_000),
    });
    if (response.type === 'opaqueredirect' || response.status === 401) return { kind: 'signed-out' };
    if (response.status >= 500 || response.status === 429) return { kind: 'later' };
    if (response.ok) return { kind: 'saved', answer: (await response.json()) as Answer<Judged> };
    const refusal = (await response.json()) as { message: string; fields?: string[] };
    return { kind: 'refused', sentence: refusal.message, fields: refusal.fields ?? [] };
  } catch {
    return { kind: 'later', offline: true };
  }
}

function readStore(key: string): Pending {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Pending;
  } catch {
    return {}; // a browser that keeps nothing, or something that is not ours
  }
}

function writeStore(key: string, pending: Pending) {
  try {
    if (Object.keys(pending).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(pending));
  } catch {
    // A browser that keeps nothing: what is typed is then as safe as the connection.
  }
}
