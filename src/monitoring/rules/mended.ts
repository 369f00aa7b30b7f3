import { type Fields, readFieldName } from './fields.ts';

/** Whether something has changed where a remark stands: the cell with its reason, or the whole answer about an obligation. */
export function isMended(field: string, then: Fields, now: Fields): boolean {
  const names = new Set([...Object.keys(then), ...Object.keys(now)].filter((name) => isAt(field, name)));
  return [...names].some((name) => (then[name] ?? '') !== (now[name] ?? ''));
}

function isAt(field: string, name: string): boolean {
  const [at, read] = [readFieldName(field), readFieldName(name)];
  if (at?.kind === 'execution') return read?.kind === 'execution' && read.obligation === at.obligation;
  if (at?.kind !== 'cell') return false;
  if (read?.kind === 'why') return read.warning.endsWith(`@${at.cell}`);
  return (read?.kind === 'cell' || read?.kind === 'not-applicable') && read.cell === at.cell;
}
