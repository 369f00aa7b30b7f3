import type { Interval, Meaning } from '#calendar';
import type { Node } from './assign.ts';
import { type DraftActivity, draftOf, type Remembered, termsOf } from './draft.ts';
import { type Answers, confirm, type Confirmed, type Edits } from './edits.ts';
import type { Question } from './questions.ts';
import type { Reading } from './read-roadmap.ts';

/** What would arise if an answer were given: how many obligations, and for one activity the terms of each organisation. */
export type Effect = { obligations: number; organisations: number; terms?: Interval[] };
export type Effects = Record<string, Record<string, Effect>>;

type Draft = { confirmed: Confirmed; activities: DraftActivity[]; questions: Question[] };
type Given = {
  reading: Reading;
  edits: Edits;
  answers: Answers;
  nodes: readonly Node[];
  remembered: Remembered;
};

/** Of every choice that changes a deadline or the whole period, by question and choice. */
export function effectsOf({ confirmed, activities, questions }: Draft, given: Given): Effects {
  const whole = new Map<string, Effect>();
  const ofPeriod = (period: Interval): Effect => {
    const key = `${period.start}/${period.end}`;
    const found = whole.get(key) ?? withPeriod(period, given);
    whole.set(key, found);
    return found;
  };
  return Object.fromEntries(
    questions
      .filter(({ answered }) => !answered)
      .map((question) => {
        const activity = activities.find(({ key }) => key === question.activity);
        const effects = question.options.flatMap(({ choice, meaning, interval }) => {
          if (interval) return [[choice, ofPeriod(interval)] as const];
          if (meaning && activity) return [[choice, ofMeaning(meaning, activity, confirmed.period)] as const];
          return [];
        });
        return [question.id, Object.fromEntries(effects)] as const;
      }),
  );
}

function ofMeaning(meaning: Meaning, { bound }: DraftActivity, period: Interval | null): Effect {
  const terms = termsOf({ deadline: meaning }, period);
  return { obligations: terms.length * bound.length, organisations: bound.length, terms };
}

function withPeriod(period: Interval, { reading, edits, answers, nodes, remembered }: Given): Effect {
  const activities = draftOf(confirm(reading, { ...edits, period }, answers), nodes, remembered);
  return {
    obligations: activities.reduce((sum, { bound, terms }) => sum + bound.length * terms.length, 0),
    organisations: new Set(activities.flatMap(({ bound, terms }) => (terms.length ? bound : []))).size,
  };
}
