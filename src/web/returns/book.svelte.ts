import {
  CONFIRMED,
  cellsOf,
  type ReadCell,
  readPlainly,
  readSheet,
  type ReadValue,
  type Table,
  type Typed,
} from '#monitoring/rules';
import type { Words } from '#messages';
import { speaker } from '#messages/words';
import type { Draft } from './draft.svelte.ts';
import { type At, type Grid, gridsOf } from './grid.ts';
import { historyOf } from './history.ts';
import { labelsOf, spoken } from './labels.ts';
import { later, need } from './later.ts';
import { isWordy } from './is-wordy.ts';
import type { Plan } from './paste.ts';
import type { Rich } from './rich/index.ts';
import {
  naField,
  noneField,
  type RemarkView,
  type ReturnPage,
  type SaidIssue,
  type SheetPage,
} from './view.ts';

/** What the tables of one form share: their cells, what is typed in them, what can be undone, where the reader stands. */
export function openBook(page: ReturnPage, sheet: SheetPage, draft: Draft, say: Words, words?: Rich) {
  const { kind } = page.organisation;
  const { locale } = say;
  /** Words and lists, once their script is here: until then their tables stay as the server has made them. */
  let rich = $state.raw(words);
  let lists = $state.raw(words?.listsOf(sheet.form, draft));
  const form = $derived(lists?.form ?? sheet.form);
  const labels = $derived(labelsOf(form, locale));
  const cells = $derived(cellsOf(form, kind));
  const columns = $derived(new Map(cells.map(({ code, column }) => [code, column])));
  const hidden = $derived(new Set(draft.judged.hidden));
  const grids = $derived(gridsOf(form, kind, hidden));
  const open = $derived(
    new Set(cells.filter(({ state, code }) => state === 'open' && !hidden.has(code)).map(({ code }) => code)),
  );
  const readCell: ReadCell = (typed, column) => (rich?.readValue ?? readPlainly)(typed, column);
  const readable = $derived(
    rich ? form : { ...form, tables: form.tables.filter((table) => !isWordy(table)) },
  );
  const tell = speaker(locale, sheet.sentences);
  const history = historyOf();
  const remarksAt: Record<string, RemarkView[]> = {};
  for (const remark of page.remarks) if (!remark.resolved) (remarksAt[remark.at] ??= []).push(remark);

  const answersAt = Map.groupBy(page.answers, ({ at }) => at);

  let standing = $state.raw<{ table: Table; cell: string } | undefined>();
  /** What stood in that cell when its last step ended: the next step begins there. */
  let before = '';
  let offered = $state.raw<{ plan: Plan; at: At; grid: Grid; table: Table } | undefined>();

  const typed = $derived<Typed>({
    values: Object.fromEntries(
      [...open].flatMap((cell) => (isUnconfirmed(cell) ? [] : [[cell, draft.value(cell)]])),
    ),
    notApplicable: Object.fromEntries(
      [...open, ...form.tables.map(({ code }) => code)].map((at) => [
        at,
        draft.value(naField(at)) || undefined,
      ]),
    ),
    nothing: Object.fromEntries(form.tables.map(({ code }) => [code, draft.value(noneField(code)) === '1'])),
    organisationKind: kind,
  });
  const read = $derived(readSheet(readable, typed, readCell));
  const issuesAt = $derived.by(() => {
    const found: Record<string, SaidIssue[]> = {};
    for (const issue of draft.issues) (found[issue.at] ??= []).push(issue);
    return found;
  });

  const isAway = (cell: string) =>
    read.cells[cell]?.kind === 'not-applicable' || draft.value(naField(cell)).trim() !== '';
  const isUnconfirmed = (cell: string) =>
    sheet.prefilled[cell] !== undefined &&
    draft.value(CONFIRMED) === '' &&
    draft.value(cell) === sheet.prefilled[cell];

  /** Something to know stands there, for which nothing is to be done. */
  const isToldAt = (cell: string) => answersAt.has(cell) || draft.judged.unusual[cell] !== undefined;

  /** What has been typed where one stands is a step by itself. */
  function commit() {
    if (!standing) return;
    const { cell } = standing;
    history.add([{ field: cell, before, after: draft.value(cell) }]);
    before = draft.value(cell);
  }

  /** Types many cells as one step. */
  function put(changes: readonly { cell: string; typed: string }[]) {
    history.add(changes.map(({ cell, typed }) => ({ field: cell, before: draft.value(cell), after: typed })));
    for (const { cell, typed } of changes) {
      draft.type(cell, typed);
      if (typed === '' && draft.value(naField(cell)) !== '') draft.type(naField(cell), '');
      leave(cell);
    }
    if (standing) before = draft.value(standing.cell);
  }

  /** What a cell has to say for itself, as soon as nobody types in it. */
  function leave(cell: string) {
    const before = draft.judged.issues.some(({ at }) => at === cell);
    const raw = draft.value(cell);
    if (raw === draft.was(cell) && !before) return;
    draft.tell(cell, issueOf(cell));
  }

  function issueOf(cell: string): SaidIssue | undefined {
    const issue = read.issues.find(({ at }) => at === cell);
    const label = labels[cell];
    if (!issue || !label) return undefined;
    const { at, severity, code } = issue;
    const said = tell.code(code, issue.params);
    return { at, severity, code, said, where: label.column, line: `${label.full}: ${said}` };
  }

  function carryOut(edits: readonly { field: string; after: string }[] | undefined) {
    if (!edits) return;
    for (const { field, after } of edits) {
      draft.type(field, after);
      leave(field);
    }
    if (standing) before = draft.value(standing.cell);
    const first = edits.map(({ field }) => document.getElementById(field)).find((one) => one !== null);
    if (first && first !== document.activeElement) first.focus();
    else if (first instanceof HTMLInputElement) {
      first.value = draft.value(first.name);
      first.select();
    }
  }

  return {
    get form() {
      return form;
    },
    draft,
    locale,
    get labels() {
      return labels;
    },
    get grids() {
      return grids;
    },
    sheet,
    get rich() {
      return rich;
    },
    get lists() {
      return lists;
    },
    async wake() {
      if (!sheet.rich || rich) return;
      await need(['rich']);
      lists = later.rich!.listsOf(sheet.form, draft);
      rich = later.rich;
    },
    page,
    editable: page.editable,
    previous: sheet.previous,
    previousQuarter: page.campaign.previousQuarter,
    saveAction: `?/save${page.query.replace('?', '&')}`,
    remarksAt,
    answersAt,
    isToldAt,
    read: (cell: string): ReadValue => {
      const found = read.cells[cell];
      return !found || found.kind === 'closed' ? { kind: 'empty' } : found;
    },
    get totals() {
      return read.totals;
    },
    get count() {
      const { filled, open: of } = read;
      return { ...draft.judged.forms[form.code]!, ...(sheet.rich ? {} : { filled, of }) };
    },
    /** What was said of a table as a whole, in words. */
    answerOf(table: string): string {
      const why = draft.value(naField(table)).trim();
      if (why !== '') return say('sheet.table-away', { why });
      return draft.value(noneField(table)) === '1' ? say('sheet.none') : '';
    },
    isAway,
    /** Something is said of it beneath its row. */
    speaks: (cell: string) =>
      spoken(issuesAt[cell]).length > 0 ||
      remarksAt[cell] !== undefined ||
      isToldAt(cell) ||
      (open.has(cell) && isAway(cell)),
    isOpen: (cell: string) => open.has(cell),
    isHidden: (cell: string) => hidden.has(cell),
    get issuesAt() {
      return issuesAt;
    },
    isUnconfirmed,
    put,
    commit,
    before: () => before,
    leave,
    undo: () => carryOut(history.undo()),
    redo: () => carryOut(history.redo()),
    /** Shown above the table: where one stands, what belongs there, what stood there last time. */
    standOn(table: Table, cell: string) {
      standing = { table, cell };
      lists?.keep(cell);
      draft.stand?.(cell);
      before = draft.value(cell); // what is on the page may still be about to change to it
    },
    standingIn: ({ code }: Table) => (standing?.table.code === code ? standing.cell : undefined),
    columnOf: (cell: string) => columns.get(cell)!,
    toFault(from: Element, by: 1 | -1) {
      const all = [...document.querySelectorAll<HTMLElement>('.sheet td.wrong input, .sheet td.odd input')];
      const side = by === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
      const ahead = all.filter((one) => from.compareDocumentPosition(one) & side);
      (by === 1 ? (ahead[0] ?? all[0]) : (ahead.at(-1) ?? all.at(-1)))?.focus();
    },
    /** A block from the clipboard waits for the reader's word: a column shifted by one is seen before it is in. */
    offer(table: Table, at: At, block: readonly (readonly string[])[]) {
      const grid = grids[table.code]!;
      const plan = later.extras!.planPaste(grid, at, block, (cell, typed) =>
        readCell(typed, columns.get(cell)!),
      );
      offered = { plan, at, grid, table };
    },
    get offered() {
      return offered;
    },
    answerOffer(yes: boolean) {
      const plan = offered?.plan;
      offered = undefined;
      if (yes && plan) put(plan.changes);
    },
    async fill(button: string) {
      await need(['extras']);
      put(later.extras!.filling(button, form, (cell) => open.has(cell), draft.value, sheet.previous));
    },
  };
}
export type Book = ReturnType<typeof openBook>;
