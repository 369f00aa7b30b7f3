import type { Goal } from './grid.ts';

/** `cell`: a cell is chosen as a whole; `text`: after F2 or a double click the caret moves inside it. */
export type Mode = 'cell' | 'text';
export type Pressed = {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
};
export type Meaning =
  | { does: 'move' | 'extend'; by: readonly [rows: number, columns: number] }
  | { does: 'go'; to: Goal }
  | { does: 'fault'; by: 1 | -1 }
  | { does: 'edit' | 'restore' | 'empty' | 'undo' | 'redo' };

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * What a key means in the sheet; nothing where the browser does the right thing itself (Tab, letters, Backspace).
 * Letters mean something only with Ctrl, and by their place where the layout has no Latin ones: Ctrl+Я is Ctrl+Z.
 */
export function meaningOf(pressed: Pressed, mode: Mode): Meaning | undefined {
  const { key, shiftKey: shift, altKey: alt } = pressed;
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  if (alt) {
    if (key === 'PageDown') return { does: 'fault', by: 1 };
    return key === 'PageUp' ? { does: 'fault', by: -1 } : undefined;
  }
  if (key === 'Enter' && !ctrl) return { does: 'move', by: [shift ? -1 : 1, 0] };
  if (key === 'F2') return { does: 'edit' };
  if (key === 'Escape') return { does: 'restore' };
  if (mode === 'text') return undefined;
  if (ctrl) return withControl(pressed);
  const by = ARROWS[key];
  if (by) return { does: shift ? 'extend' : 'move', by };
  if (key === 'Home') return { does: 'go', to: 'row-start' };
  if (key === 'End') return { does: 'go', to: 'row-end' };
  return key === 'Delete' ? { does: 'empty' } : undefined;
}

function withControl({ key, code, shiftKey }: Pressed): Meaning | undefined {
  if (key === 'Home') return { does: 'go', to: 'start' };
  if (key === 'End') return { does: 'go', to: 'end' };
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace('Key', '').toLowerCase();
  if (letter === 'z') return { does: shiftKey ? 'redo' : 'undo' };
  return letter === 'y' ? { does: 'redo' } : undefined;
}
