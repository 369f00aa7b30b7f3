import { addDays, type Day } from '#calendar';
import { type Catalogue, speaker } from '#messages/words';
import type { SentBrief } from '#monitoring';
import { type Brief, complete, formOf, judgeReturn, knownCells } from '#monitoring/judging';
import { asOneForm, beyondIn, CONFIRMED, type Fields } from '#monitoring/rules';
import { judgedView } from './judged-view.ts';
import type { Judged } from './view.ts';

const DAY = 86_400_000;
type Sent = SentBrief & { sentences: Catalogue };

/** Judges a return in the browser as the server does; `since` is when the brief was made, by the server's clock. */
export function judgeHere(
  { today, sentences, limits, ...sent }: Sent,
  unconfirmed: readonly string[],
  locale: 'ru' | 'en',
  since = Date.now(),
): (values: Readonly<Record<string, string>>) => Judged {
  const brief: Brief = { ...sent, form: asOneForm(sent.forms) };
  const say = speaker<Catalogue>(locale, sentences);
  const known = knownCells(brief);
  const duties = brief.duties.map(({ id, code }) => ({ obligation: id, code }));
  const about = { duties, previous: brief.previous?.numbers };
  return (values) => {
    const fields: Fields = { ...values };
    if (values[CONFIRMED] !== '1')
      for (const cell of unconfirmed)
        if (values[cell] === known[cell]) delete (fields as Record<string, string>)[cell];
    // A page that was opened from the browser's own copy may be of yesterday.
    const day: Day = addDays(today, Math.max(0, Math.floor((Date.now() - since) / DAY)));
    const verdicts = judgeReturn(brief, fields, day);
    const unusual = beyondIn(limits, verdicts.verdict?.numbers ?? {});
    return judgedView(verdicts, { ...about, form: formOf(brief, complete(fields, brief)), unusual }, say);
  };
}
