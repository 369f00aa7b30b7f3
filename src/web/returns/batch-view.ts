import { dayIn, writeShortDate, writeTime } from '#calendar';
import { sayPeriods, sayTakenFile, type ShownBatch, type TakenFile } from '#monitoring';
import type { Words } from '#messages';
import { saidMoment } from '#web/said.ts';

export { sayPeriods };
export type BatchRow = {
  name: string;
  organisation: string;
  /** The codes of its forms. */
  form: string;
  /** From whom the letter came and when; empty for what was uploaded. */
  letter: string;
  taken: string;
  isIn: boolean;
  said: string[];
};

/** What became of the files, in words. */
export function viewOfBatch(batch: ShownBatch, say: Words, zone: string, today: string) {
  const when = saidMoment(say, batch.at, zone, today);
  const books = batch.files.filter(({ isLetter, fault }) => !isLetter && fault?.code !== 'mail.not-book');
  const letters = batch.files.filter(({ isLetter }) => isLetter).length;
  return {
    id: batch.id,
    isMail: batch.source === 'mail',
    made:
      batch.source === 'mail'
        ? say('workbook.batch-made-mail', { when })
        : say('workbook.batch-made', { when, by: batch.by }),
    why: [batch.why, letters > 0 ? say('mail.letters-without', { count: letters }) : '']
      .filter(Boolean)
      .join('. '),
    all: books.length,
    taken: books.filter(({ fault }) => !fault).length,
    rows: batch.files.map((file) => rowOf(file, say, zone)),
  };
}
export type BatchView = ReturnType<typeof viewOfBatch>;

export function rowOf(file: TakenFile, say: Words, zone: string): BatchRow {
  const { name, organisation, form = '', letter, isLetter } = file;
  return {
    name: isLetter ? say('mail.letter-named', { subject: name }) : name,
    organisation: organisation?.name ?? '',
    form: form.replace(/ \d+/g, ''),
    letter: letter
      ? [letter.from || say('mail.sender-unnamed'), sentOn(letter.sentAt, zone)].filter(Boolean).join(', ')
      : '',
    ...sayTakenFile(file, say),
    ...(isLetter ? { taken: say('mail.letter-nothing') } : {}),
  };
}

const sentOn = (sentAt: string | undefined, zone: string) =>
  sentAt ? `${writeShortDate(dayIn(new Date(sentAt), zone))} ${writeTime(new Date(sentAt), zone)}` : '';

/** The same as a table for a spreadsheet; a formula that somebody has put into a file's name stays text. */
export function csvOf({ isMail, rows }: BatchView, say: Words): string {
  const columns = ['file', ...(isMail ? ['letter'] : []), 'organisation', 'form', 'taken', 'said'];
  const head = columns.map((one) => say.code(`workbook.batch-${one}`));
  const lines = rows.map(({ name, letter, organisation, form, taken, said }) => [
    name,
    ...(isMail ? [letter] : []),
    organisation,
    form,
    taken,
    said.join(' '),
  ]);
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}
