import { writeDate } from '#calendar';
import { type Key, words } from '#messages';
import { sayPeriods, sayTakenFile } from '#monitoring';
import type { MessageFile } from './sql/messages.ts';

const say = words('ru');
type Letter = {
  subject: string;
  rows: readonly MessageFile[];
  /** Codes of the organisations that the sender is known to be of: of no other is a figure said. */
  own: ReadonlySet<string>;
  /** Where a mended workbook is to be sent. */
  to: string;
};
const MOST_PLACES = 40;

/** The answer to a letter: what went in, what did not and why, what is missing and where, what to do and by when. */
export function writeReply({ subject, rows, own, to }: Letter): string {
  const isOwn = ({ organisation }: MessageFile) => !organisation || own.has(organisation.code);
  const told = rows.flatMap((row) => (isOwn(row) ? about(row) : notTold(row)));
  const due = rows.filter(isOwn).find(({ fault, dueOn }) => !fault && dueOn)?.dueOn;
  const wantsMending = rows.some((row) => isOwn(row) && !row.waits && wants(row));
  const next: string[] = [];
  if (wantsMending) next.push(say('mail.reply-next-mend', { to: to || say('mail.same-address') }));
  if (due) next.push(say('mail.reply-next-submit', { day: writeDate(due, 'ru') }));
  if (rows.some((row) => row.waits)) next.push(say('mail.reply-next-wait'));
  return [
    say('mail.reply-hello'),
    '',
    say('mail.reply-about', { subject: subject || '—' }),
    ...told,
    ...(next.length > 0 ? ['', say('mail.reply-next'), ...next.map((line) => `– ${line}`)] : []),
    '',
    say('mail.reply-foot'),
    '',
  ]
    .join('\n')
    .replaceAll('\u00a0', ' ');
}

/** Nothing that another workbook would mend. */
const SETTLED = new Set(['returns.already-submitted', 'returns.campaign-closed', 'mail.not-book']);
const wants = ({ fault, blocks = 0, unfilled = 0, lines }: MessageFile) =>
  fault ? !SETTLED.has(fault.code) : blocks > 0 || unfilled > 0 || lines.length > 0;

/** Of somebody else's workbook, or one that waits: that it came, and nothing of what is in it. */
const notTold = ({ name, waits }: MessageFile): string[] => [
  '',
  name,
  say(waits ? 'mail.reply-waits' : 'mail.reply-not-yours'),
];

function about(row: MessageFile): string[] {
  const { name, organisation, campaign, wrong = [], missing = [], blocks = 0, unfilled = 0 } = row;
  if (row.isLetter) return ['', ...sayTakenFile(row, say).said];
  if (row.waits) return notTold(row);
  const period = String(sayPeriods({ campaign: campaign ?? '' }, say)['campaign']);
  const whose = organisation ? ` — ${organisation.name}${period ? `, ${period}` : ''}` : '';
  const head = ['', `${name || say('mail.reply-files')}${whose}`];
  if (row.fault && !organisation) return [...head, ...sayTakenFile(row, say).said];
  if (row.fault) return [...head, ...list('mail.reply-not-in', sayTakenFile(row, say).said)];
  const { taken, said } = sayTakenFile({ ...row, blocks: 0, unfilled: 0 }, say);
  const rest = blocks - wrong.length;
  return [
    ...head,
    say('mail.reply-in', { taken }),
    ...(row.lines.length > 0 ? list('mail.reply-left', said) : []),
    ...list('mail.reply-wrong', [
      ...wrong.map(({ sheet, address, what, said }) => {
        const line = say('workbook.place-is', { place: what, said });
        return sheet && address ? `${say('workbook.place', { sheet, address })}. ${line}` : line;
      }),
      ...(rest > 0 ? [say('mail.reply-more', { count: rest })] : []),
    ]),
    ...(unfilled > 0 ? [say('mail.reply-missing', { count: unfilled }), ...placesOf(missing)] : []),
  ];
}

const list = (title: Key, lines: readonly string[]): string[] =>
  lines.length > 0 ? [say.code(title), ...lines.map((line) => `– ${line}`)] : [];

/** «Лист „По формам“: D7, D8, E9», a line a sheet. */
function placesOf(places: readonly { sheet: string; address: string }[]): string[] {
  const sheets = new Map<string, string[]>();
  for (const { sheet, address } of places.slice(0, MOST_PLACES))
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), address]);
  return [...sheets].map(
    ([sheet, cells]) => `– ${say('mail.reply-cells', { sheet, cells: cells.join(', ') })}`,
  );
}
