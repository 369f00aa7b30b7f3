import type { Responsible } from '../roadmap.ts';
import { splitOutside } from './typography.ts';

const ROLE_LABEL =
  /^(отв(?:етственны[йе])?\.?(?: исполнител[ьи])?|исполнител[ьи]|соисполнител[ьи])\s*[:–-]\s*/iu;

/**
 * Who carries out an activity, in the order written. The first is the executor and the others help, unless a slash
 * («исполнитель / соисполнитель») or the words themselves divide them. «руководители, педагоги общеобразовательных
 * организаций» is one: the first word has no organisations of its own.
 */
export function readResponsibles(cell: string): Responsible[] {
  const sides = splitOutside(cell, '/');
  const divided = sides.length === 2;
  let labelled: Responsible['role'] | undefined;
  const named = sides.flatMap((side, at) =>
    together(splitOutside(side, ',;\n')).map((part) => {
      const label = ROLE_LABEL.exec(part)?.[1]?.toLowerCase();
      if (label) labelled = label.startsWith('со') ? 'co-executor' : 'executor';
      const role = labelled ?? (divided ? ROLES[at] : undefined);
      return { text: part.replace(ROLE_LABEL, ''), role };
    }),
  );
  return named
    .filter(({ text }) => text)
    .map(({ text, role }, at) => ({ text, role: role ?? (at === 0 ? 'executor' : 'co-executor') }));
}

const ROLES = ['executor', 'co-executor'] as const;

/** A kind of staff, with nothing said of where they work. */
const STAFF = /^(?:руководители|директора|заместители|заведующие|педагоги|учителя|воспитатели|специалисты)$/u;
const OF_ORGANISATIONS = /^\p{Ll}.*(?:организаци|учреждени|школ|ОО|ОУ|ДОУ)/u;

/** Joins a kind of staff to the group that follows it. */
function together(parts: string[]): string[] {
  const joined: string[] = [];
  let waiting = '';
  for (const part of parts) {
    const whole = waiting ? `${waiting}, ${part}` : part;
    const next = parts[parts.indexOf(part) + 1] ?? '';
    const alone = STAFF.test(part) && OF_ORGANISATIONS.test(next);
    waiting = alone ? whole : '';
    if (!alone) joined.push(whole);
  }
  return waiting ? [...joined, waiting] : joined;
}
