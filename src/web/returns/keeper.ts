/** A field as it is now, and as it was last known from the server; without `was` the server may have either. */
export type Change = { value: string; was?: string };
/** `base` is the draft's revision that `was` is of; `offline` what has waited while there was no network. */
type Waiting = { value: string; was: string; base: number; offline?: boolean };
export type Pending = Record<string, Waiting>;
export type Conflict = { field: string; theirs: string; by: string; yours: string };
/** What the server said to a save; `others` are fields that somebody else has changed meanwhile. */
export type Answer<Judged> = {
  rev: number;
  savedAt: string;
  conflicts: readonly Conflict[];
  others: Readonly<Record<string, string>>;
  judged: Judged;
};
export type Posted<Judged> =
  | { kind: 'saved'; answer: Answer<Judged> }
  /** No connection, no database, no answer: it may have arrived, so it is sent again as it was. */
  | { kind: 'later'; offline?: boolean }
  | { kind: 'signed-out' }
  /** `fields` are what the server takes offence at; without them the return itself cannot be saved. */
  | { kind: 'refused'; sentence: string; fields: readonly string[] };

export type SavingState =
  | { kind: 'saved'; at: string }
  | { kind: 'saving' }
  | { kind: 'waiting'; count: number }
  | { kind: 'signed-out'; count: number }
  | { kind: 'refused'; count: number; sentence: string };

export type Outside<Judged> = {
  post(body: { base: number; door?: 'offline'; changes: Record<string, Change> }): Promise<Posted<Judged>>;
  /** What waits survives a closed page here. */
  read(): Pending;
  write(pending: Pending): void;
  tell(state: SavingState): void;
  answered(answer: Answer<Judged>): void;
  after(ms: number, run: () => void): () => void;
};

const PAUSE = 400;
const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

/**
 * Keeps what is typed until the server has it. A change waits 400 ms for the next one, then all that wait go together;
 * what does not arrive is sent again by itself, and stays in the browser until it has arrived.
 */
export function keeperOf<Judged>(
  start: { rev: number; savedAt: string; values: Readonly<Record<string, string>> },
  outside: Outside<Judged>,
) {
  const known: Record<string, string> = { ...start.values };
  const pending = new Map<string, Waiting>();
  /** Of these the server said that somebody else has changed them; a person decides, and until then they are kept. */
  const held = new Set<string>();
  /** Refused for themselves: kept, and sent again only when they are typed anew, so that the others get through. */
  const stuck = new Set<string>();
  /** What was sent and never answered: it may have arrived, and then "somebody else's" value is one's own. */
  const unsure = new Map<string, string>();
  let rev = start.rev;
  let savedAt = start.savedAt;
  let underWay: Promise<boolean> | undefined;
  let cancel = () => {};
  let failures = 0;

  const was = (field: string) => known[field] ?? '';
  /** The oldest that can be sent: what is of different revisions goes one after the other. */
  function sendable(): Map<string, Waiting> {
    const all = [...pending].filter(([field]) => !held.has(field) && !stuck.has(field));
    const base = Math.min(...all.map(([, change]) => change.base));
    const oldest = all.filter(([, change]) => change.base === base);
    return new Map(oldest.filter(([, { offline }]) => offline === oldest[0]![1].offline));
  }

  /** Other pages of the same return keep theirs in the same place, so only this page's fields are touched. */
  function keep(fields: Iterable<string>) {
    const stored = outside.read();
    for (const field of fields) {
      const change = pending.get(field);
      if (change) stored[field] = change;
      else delete stored[field];
    }
    outside.write(stored);
  }

  function change(field: string, value: string) {
    const before = pending.get(field);
    const settled = !underWay && !held.has(field) && !unsure.has(field);
    if (value === was(field) && settled) pending.delete(field);
    else pending.set(field, { ...before, was: before?.was ?? was(field), base: before?.base ?? rev, value });
    stuck.delete(field);
    keep([field]);
    schedule(PAUSE);
  }

  function schedule(ms: number) {
    cancel();
    cancel = outside.after(ms, () => void send());
  }

  /** Sends what waits; true when nothing waits any more. */
  function send(): Promise<boolean> {
    cancel();
    underWay ??= sendOnce().finally(() => (underWay = undefined));
    return underWay;
  }

  async function sendOnce(): Promise<boolean> {
    for (;;) {
      const sent = sendable();
      if (sent.size === 0) return pending.size === 0;
      const slow = outside.after(PAUSE, () => outside.tell({ kind: 'saving' }));
      const changes: Record<string, Change> = {};
      for (const [field, { value, was }] of sent)
        changes[field] = unsure.has(field) ? { value } : { value, was };
      const { base, offline } = [...sent.values()][0]!;
      const posted = await outside.post({ base, changes, ...(offline ? { door: 'offline' as const } : {}) });
      slow();
      if (posted.kind === 'later') {
        for (const [field, { value }] of sent) unsure.set(field, value);
        if (posted.offline) for (const change of pending.values()) change.offline = true;
        keep(pending.keys());
      }
      if (posted.kind === 'refused') {
        const offence = posted.fields.filter((field) => sent.has(field));
        for (const field of offence) stuck.add(field);
        if (offence.length > 0 && offence.length < sent.size) {
          outside.tell({ kind: 'refused', count: offence.length, sentence: posted.sentence });
          continue;
        }
      }
      if (posted.kind !== 'saved') return failed(posted);
      failures = 0;
      arrived(posted.answer, sent);
    }
  }

  function failed(posted: Exclude<Posted<Judged>, { kind: 'saved' }>): false {
    const count = pending.size;
    if (posted.kind === 'signed-out') outside.tell({ kind: 'signed-out', count });
    else if (posted.kind === 'refused') outside.tell({ kind: 'refused', count, sentence: posted.sentence });
    else {
      outside.tell({ kind: 'waiting', count });
      schedule(Math.min(FIRST_RETRY * 2 ** failures, LONGEST_RETRY));
      failures += 1;
    }
    return false;
  }

  function arrived(answer: Answer<Judged>, sent: Map<string, Waiting>) {
    rev = answer.rev;
    savedAt = answer.savedAt;
    const conflicts = answer.conflicts.filter(({ field, theirs }) => unsure.get(field) !== theirs);
    for (const { field, theirs } of answer.conflicts) known[field] = theirs;
    for (const { field } of conflicts) held.add(field);
    const refused = new Set(answer.conflicts.map(({ field }) => field));
    for (const [field, { value }] of sent) {
      unsure.delete(field);
      if (held.has(field)) continue;
      if (!refused.has(field)) known[field] = value;
      const now = pending.get(field);
      if (now?.value === was(field)) pending.delete(field);
      else if (now) pending.set(field, { value: now.value, was: was(field), base: rev });
    }
    for (const [field, value] of Object.entries(answer.others)) if (!pending.has(field)) known[field] = value;
    keep(sent.keys());
    if (stuck.size === 0) outside.tell({ kind: 'saved', at: savedAt });
    outside.answered({ ...answer, conflicts });
  }

  /** Lays what an earlier page left behind over the server's copy; what has arrived since is forgotten. */
  function adopt(): Record<string, string> {
    const found: Record<string, string> = {};
    const gone: string[] = [];
    for (const [field, change] of Object.entries(outside.read())) {
      if (change.value === was(field)) gone.push(field);
      else {
        pending.set(field, change);
        found[field] = change.value;
      }
    }
    keep(gone);
    if (pending.size > 0) schedule(0);
    return found;
  }

  /** A person has decided about a field that two have changed; theirs is then what is known, and nothing is sent. */
  function settle(field: string, value: string) {
    held.delete(field);
    if (value === was(field)) pending.delete(field);
    else pending.set(field, { value, was: was(field), base: rev });
    keep([field]);
    schedule(0);
  }

  return {
    change,
    send,
    adopt,
    settle,
    /** Something waits that the server does not have. */
    waiting: () => pending.size,
    known: (field: string) => was(field),
    /** What the server has by another way than a save: a file that was attached, somebody else's change. */
    learn(field: string, value: string, at = rev) {
      rev = Math.max(rev, at);
      known[field] = value;
      pending.delete(field);
      keep([field]);
    },
    isWaiting: (field: string) => pending.has(field),
    rev: () => rev,
  };
}
export type Keeper = ReturnType<typeof keeperOf>;
