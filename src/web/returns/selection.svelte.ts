import type { Table } from '#monitoring/rules';
import type { Book } from './book.svelte.ts';
import {
  type At,
  type Block,
  blockOf,
  cornerFrom,
  find,
  type Grid,
  jump,
  placesIn,
  stepFrom,
} from './grid.ts';
import { later, need } from './later.ts';
import { meaningOf, type Meaning, type Mode } from './sheet-keys.ts';

type Cell = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isCell = (target: EventTarget | null): target is Cell =>
  target instanceof HTMLElement && target.dataset.cell !== undefined;
const isChoice = (cell: Cell): cell is HTMLSelectElement => cell instanceof HTMLSelectElement;
const choose = (cell: Cell) => isChoice(cell) || cell.select();
/** A choice opens and walks by the browser's own keys; only what leads out of it is ours. */
const isOurs = ({ does, ...meaning }: Meaning, cell: Cell): boolean =>
  !isChoice(cell) ||
  does === 'fault' ||
  does === 'undo' ||
  does === 'redo' ||
  does === 'empty' ||
  (does === 'move' && 'by' in meaning && (meaning.by as readonly number[])[1] !== 0);

/** Keys, clipboard and pointer of a whole table. On the element itself, so that what is typed goes on as typed. */
export function selectionIn(book: Book, tableNow: () => Table, written: (cell: string) => string) {
  let mode: Mode = 'cell';
  let chosen = $state.raw<{ anchor: At; corner: At } | undefined>();
  const block = $derived<Block | undefined>(
    chosen && (chosen.anchor.row !== chosen.corner.row || chosen.anchor.column !== chosen.corner.column)
      ? blockOf(chosen.anchor, chosen.corner)
      : undefined,
  );
  const { draft } = book;
  const grid = (): Grid => book.grids[tableNow().code]!;
  const inputOf = (cell: string) => document.getElementById(cell) as Cell | null;
  const placeOf = (input: Cell) => find(grid(), input.name)!;

  function stand(input: Cell, as: Mode = 'cell') {
    mode = as;
    chosen = { anchor: placeOf(input), corner: placeOf(input) };
    if (mode === 'cell') choose(input);
    book.standOn(tableNow(), input.name);
  }
  function commit(input: Cell) {
    book.commit();
    book.leave(input.name);
  }
  function goTo(input: Cell, at: At | undefined) {
    const next = at && inputOf(grid()[at.row]![at.column]!.cell);
    if (next && next !== input) next.focus();
    else {
      commit(input);
      stand(input);
    }
  }
  /** Types many cells as one step of their own, after what was typed so far. */
  function put(input: Cell, changes: { cell: string; typed: string }[]) {
    commit(input);
    book.put(changes);
    if (!isChoice(input)) input.value = draft.value(input.name);
  }
  const openIn = (one: Block) =>
    placesIn(grid(), one).flatMap((row) =>
      row.filter(({ state }) => state === 'open').map(({ cell }) => cell),
    );
  const emptied = (cells: readonly string[]) => cells.map((cell) => ({ cell, typed: '' }));

  function onkeydown(event: KeyboardEvent) {
    const input = event.target;
    if (!isCell(input)) {
      if (event.key === 'Enter' && input instanceof HTMLInputElement) event.preventDefault();
      return;
    }
    const meaning = event.isComposing ? undefined : meaningOf(event, mode);
    if (!meaning || !isOurs(meaning, input)) {
      if (block && event.key === 'Backspace') {
        event.preventDefault();
        if (book.editable) put(input, emptied(openIn(block)));
      }
      return;
    }
    event.preventDefault();
    if (meaning.does === 'move') goTo(input, stepFrom(grid(), placeOf(input), meaning.by));
    if (meaning.does === 'go') goTo(input, jump(grid(), placeOf(input), meaning.to));
    if (meaning.does === 'extend' && chosen)
      chosen = { ...chosen, corner: cornerFrom(grid(), chosen.corner, meaning.by) };
    if (meaning.does === 'edit') {
      mode = mode === 'cell' ? 'text' : 'cell';
      if (mode === 'cell') choose(input);
      else if (!isChoice(input)) input.setSelectionRange(input.value.length, input.value.length);
    }
    if (meaning.does === 'restore') {
      if (book.editable) draft.type(input.name, book.before());
      if (!isChoice(input)) input.value = draft.value(input.name);
      stand(input);
    }
    if (meaning.does === 'empty' && book.editable) put(input, emptied(block ? openIn(block) : [input.name]));
    if (meaning.does === 'undo' || meaning.does === 'redo') {
      commit(input);
      book[meaning.does]();
    }
    if (meaning.does === 'fault') book.toFault(input, meaning.by);
  }
  function onpaste(event: ClipboardEvent) {
    const input = event.target;
    if (!isCell(input) || !book.editable || !event.clipboardData) return;
    const text = event.clipboardData.getData('text/plain');
    const alone = text.trim();
    if (/[\t\n"]/.test(alone) || isChoice(input)) {
      // The clipboard is open only now, so it is taken before what shows the block has come.
      event.preventDefault();
      commit(input);
      const at = block ? { row: block.top, column: block.left } : placeOf(input);
      void need(['extras']).then(() => {
        const rows = later.extras!.readBlock(text);
        if (rows.length > 1 || rows[0]!.length > 1 || isChoice(input)) book.offer(tableNow(), at, rows);
        else draft.type(input.name, rows[0]![0]!);
      });
    } else if (mode === 'cell') {
      // A cell of a workbook comes with its line end, which an input would turn into a blank.
      event.preventDefault();
      draft.type(input.name, alone);
    }
  }
  function oncopy(event: ClipboardEvent) {
    const { extras } = later;
    if (!isCell(event.target) || !block || !event.clipboardData || !extras) return;
    event.preventDefault();
    const text = extras.writeBlock(
      placesIn(grid(), block).map((row) =>
        row.map(({ cell, state }) => (state === 'closed' ? '' : written(cell))),
      ),
    );
    event.clipboardData.setData('text/plain', text);
    if (event.type === 'cut' && book.editable) put(event.target, emptied(openIn(block)));
  }

  let chosenByPointer = false;
  const listeners: [string, (event: never) => void][] = [
    ['keydown', onkeydown],
    ['paste', onpaste],
    ['copy', oncopy],
    ['cut', oncopy],
    ['focusin', (event: FocusEvent) => isCell(event.target) && stand(event.target)],
    [
      'focusout',
      (event: FocusEvent) => {
        if (!isCell(event.target)) return;
        commit(event.target);
        chosen = undefined;
      },
    ],
    ['pointerdown', (event: PointerEvent) => (chosenByPointer = event.target !== document.activeElement)],
    [
      'mousedown',
      (event: MouseEvent) => {
        // Shift with a click ends a selection where an arrow would have ended it.
        if (!event.shiftKey || !isCell(event.target) || !chosen) return;
        event.preventDefault();
        chosen = { ...chosen, corner: placeOf(event.target) };
      },
    ],
    [
      'mouseup',
      (event: MouseEvent) => {
        if (chosenByPointer && isCell(event.target) && !isChoice(event.target) && !event.shiftKey) {
          event.preventDefault(); // else the click would put a caret where the whole cell was chosen
          event.target.select();
        }
        chosenByPointer = false;
      },
    ],
    ['dblclick', (event: MouseEvent) => isCell(event.target) && (mode = 'text')],
  ];

  return {
    get block() {
      return block;
    },
    attach(element: HTMLTableElement) {
      for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener);
      // Whoever stood here before the script came goes on typing.
      const { activeElement } = document;
      if (isCell(activeElement) && element.contains(activeElement))
        stand(
          activeElement,
          draft.value(activeElement.name) === draft.was(activeElement.name) ? 'cell' : 'text',
        );
      return () => {
        for (const [name, listener] of listeners)
          element.removeEventListener(name, listener as EventListener);
      };
    },
  };
}
