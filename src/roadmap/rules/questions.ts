import type { Interval, Meaning } from '#calendar';
import { type Answer, type Answers, type Confirmed, type ConfirmedActivity, readInterval } from './edits.ts';
import type { Reading } from './read-roadmap.ts';
import { REPEATED } from './repeated.ts';
import type { Warning } from './roadmap.ts';

/** `says` is what stands beside the radio button: a day, a period, a meaning or words; `other` asks for a value. */
export type Option = {
  choice: string;
  day?: string;
  interval?: Interval;
  meaning?: Meaning;
  text?: string;
  asks?: 'day' | 'interval' | 'deadline';
};
/** What a person has to look at before the roadmap can be approved. The first option is the likeliest. */
export type Question = {
  id: string;
  code: string;
  params: Warning['params'];
  where: Warning['where'];
  /** The key of the activity it is about. */
  activity?: string;
  options: Option[];
  answer?: Answer;
  answered: boolean;
};

/** Mended by the reader without doubt, yet the words of an order are changed: a person looks at each. */
const LOOKED_AT = new Set(['roadmap.deadline-joined', 'roadmap.letters-mended', 'roadmap.bracket-mended']);
/** Asked otherwise: deadlines by the confirmed roadmap itself, missing executors by the step of the executors. */
const ASKED_ELSEWHERE = new Set(['roadmap.deadline-doubtful', 'roadmap.no-responsible']);

const AS_READ: Option = { choice: 'as-read' };

/** In the order of the document: first what concerns the whole order, then activity by activity. */
export function questionsOf(reading: Reading, confirmed: Confirmed, answers: Answers): Question[] {
  const activities = confirmed.sections.flatMap((section) => section.activities);
  const whole: Question[] = [];
  const ofActivities: Question[] = [];
  reading.warnings.forEach((warning, at) => {
    if (
      warning.severity === 'failure' ||
      ASKED_ELSEWHERE.has(warning.code) ||
      (warning.severity === 'note' && !LOOKED_AT.has(warning.code))
    )
      return;
    const question = ofWarning(warning, `warning-${at}`, confirmed, answers, reading);
    (question.activity ? ofActivities : whole).push(question);
  });
  for (const activity of activities) {
    const question = ofDeadline(activity, reading, answers);
    if (question) ofActivities.push(question);
  }
  const order = new Map(activities.map(({ key }, at) => [key, at]));
  const place = ({ activity }: Question) => order.get(activity ?? '') ?? 0;
  return [...whole, ...ofActivities.sort((one, other) => place(one) - place(other))];
}

/** Notes that need no answer: a column that the table lacks, a row that is no activity. */
export const notesOf = ({ warnings }: Reading): Warning[] =>
  warnings.filter(({ code, severity }) => severity === 'note' && !LOOKED_AT.has(code));

function ofWarning(
  warning: Warning,
  id: string,
  confirmed: Confirmed,
  answers: Answers,
  reading: Reading,
): Question {
  const { code, params, where } = warning;
  const answer = answers[id];
  const key = keyAt(reading, where);
  const settled =
    (code === 'roadmap.period-unknown' && confirmed.period !== null) ||
    (code === 'roadmap.row-unclear' && isEdited(confirmed, key));
  return {
    id,
    code,
    params,
    where,
    activity: key,
    options: optionsFor(warning),
    answer,
    answered: answer !== undefined || settled,
  };
}

const isEdited = ({ sections }: Confirmed, key: string | undefined): boolean =>
  sections.some(({ activities }) => activities.some((one) => one.key === key && one.edited));

/** The same words twice are likely one activity that is due twice. */
const repeated = ({ same }: Warning['params']) => (same ? REPEATED.toReversed() : REPEATED);

function optionsFor({ code, params, alternatives = [] }: Warning): Option[] {
  const each = (more: (text: string) => Partial<Option>): Option[] =>
    alternatives.map((text, at) => ({ choice: `alternative-${at}`, ...more(text) }));
  if (code === 'roadmap.order-cites-future')
    return [...each((day) => ({ day })), AS_READ, { choice: 'other', asks: 'day' }];
  if (code === 'roadmap.period-differs' || code === 'roadmap.period-unknown')
    return [...each((text) => ({ interval: readInterval(text) })), { choice: 'other', asks: 'interval' }];
  if (code === 'roadmap.row-unclear') return [AS_READ, { choice: 'other', asks: 'deadline' }];
  if (code === 'roadmap.number-repeated') return repeated(params).map((choice) => ({ choice }));
  if (alternatives.length) return each((text) => ({ text }));
  return [AS_READ];
}

/** There while the reader doubts, and afterwards too, answered, if it doubted at first: so the count stays. */
function ofDeadline(activity: ConfirmedActivity, reading: Reading, answers: Answers): Question | undefined {
  const id = `deadline-${activity.key}`;
  const { text, certain, why, alternatives = [] } = activity.deadline;
  const [section, place] = activity.key.split('.').map(Number);
  const first = reading.roadmap?.sections[section! - 1]?.activities[place! - 1]?.deadline;
  const answer = answers[id];
  if (certain !== false && first?.certain !== false) return undefined;
  const given = alternatives.length ? alternatives : (first?.alternatives ?? []);
  return {
    id,
    code: 'roadmap.deadline-doubtful',
    params: { text, why: why ?? first?.why ?? '' },
    where: { line: activity.source.firstLine },
    activity: activity.key,
    options: [
      { choice: 'as-read', meaning: certain === false ? activity.deadline : first },
      ...given.map((meaning, at) => ({ choice: `alternative-${at}`, meaning })),
      { choice: 'other', asks: 'deadline' as const },
    ],
    answer,
    answered: answer !== undefined || certain !== false,
  };
}

/** Which activity a warning is about: that of its line, or of its section and number. */
function keyAt({ roadmap }: Reading, { line, section, activity }: Warning['where']): string | undefined {
  if (activity === undefined) return undefined;
  for (const [at, one] of (roadmap?.sections ?? []).entries()) {
    const place = one.activities.findIndex(({ source, number }) =>
      line === undefined
        ? (one.numeral || one.title) === section && number === activity
        : source.firstLine <= line && line <= source.lastLine,
    );
    if (place >= 0) return `${at + 1}.${place + 1}`;
  }
  return undefined;
}
