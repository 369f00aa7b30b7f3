import { tie } from '#messages';
import { percent } from '#monitoring/rules';
import type { Block } from '../rules/blocks.ts';
import { completeness } from '../rules/completeness.ts';
import type { Frozen, FrozenForm, FrozenReturn, FrozenSchool, FrozenShare } from '../rules/frozen.ts';
import { decimal, say, texts } from './writing.ts';

const FORM_COLUMNS = ['programmes', 'mentors', 'mentors_trained', 'mentees', 'pairs', 'groups', 'finished'];

/** The shares against the plan and the quarter before. */
export function indicatorsPart({ indicators, campaign }: Frozen): Block[] {
  const { year } = campaign.quarter;
  const planned = indicators.filter(({ plan, now }) => plan !== null && shareIn(now) !== null);
  const reached = planned.filter(({ plan, now }) => shareIn(now)! >= plan!).length;
  const of = planned.length;
  return [
    { kind: 'heading', text: say('reports.doc-indicators-title') },
    ...texts([
      ...(of === 0
        ? []
        : [
            reached === 0
              ? say('reports.doc-indicators-none', { year: String(year), of })
              : say('reports.doc-indicators-plan', { year: String(year), n: reached, of }),
          ]),
      say('reports.doc-shares'),
    ]),
    {
      kind: 'table',
      caption: say('reports.doc-indicators-table'),
      columns: [
        { title: say('reports.doc-indicator'), width: 27 },
        { title: say('reports.doc-plan', { year: String(year) }), width: 12, figure: true },
        { title: say('reports.doc-now'), width: 12, figure: true },
        { title: say('reports.doc-part'), width: 15, figure: true },
        { title: say('reports.doc-cover'), width: 11, figure: true },
        { title: say('reports.doc-before'), width: 11, figure: true },
        { title: say('reports.doc-change'), width: 12, figure: true },
      ],
      rows: indicators.map(({ title, plan, now, before }) => {
        const [is, was] = [shareIn(now), shareIn(before)];
        return [
          tie(title),
          plan === null ? say('reports.doc-no-plan') : decimal(plan),
          share(is),
          now ? say('reports.doc-of', { part: now.part, whole: now.whole }) : say('reports.doc-no-data'),
          now ? say('reports.doc-of', { part: now.covered, whole: now.of }) : say('reports.doc-no-data'),
          share(was),
          is === null || was === null ? '—' : signed(is - was),
        ];
      }),
    },
  ];
}

const shareIn = (share: FrozenShare | null) => (share ? percent(share.part, share.whole) : null);
const share = (value: number | null) => (value === null ? say('reports.doc-no-data') : decimal(value));
/** «+1,8», «−0,3», «0». */
const signed = (value: number) => {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${decimal(Math.abs(rounded))}`;
};

/** Figures by form of mentoring. */
export function formsPart({ forms }: Frozen): Block[] {
  const cell = ({ values }: FrozenForm, column: string) => {
    const value = values[column];
    // A column that a row does not have is closed in the form; one that it has and nobody filled in is no data.
    if (value === undefined) return '×';
    return value === null ? say('reports.doc-no-data') : decimal(value);
  };
  return [
    { kind: 'heading', text: say('reports.doc-forms-title') },
    {
      kind: 'table',
      caption: say('reports.doc-forms-table'),
      columns: [
        { title: say('reports.doc-form'), width: 23 },
        { title: say('reports.doc-programmes'), width: 11, figure: true },
        { title: say('reports.doc-mentors'), width: 12, figure: true },
        { title: say('reports.doc-trained'), width: 11, figure: true },
        { title: say('reports.doc-mentees'), width: 12, figure: true },
        { title: say('reports.doc-pairs'), width: 10, figure: true },
        { title: say('reports.doc-groups'), width: 10, figure: true },
        { title: say('reports.doc-finished'), width: 11, figure: true },
      ],
      rows: forms.map((form) => [tie(form.title), ...FORM_COLUMNS.map((column) => cell(form, column))]),
      totals: forms.filter(({ code }) => code === 'total' || code === 'unique').length,
    },
  ];
}

/** The schools that are to be supported, by themselves. */
export function supportPart({ schools }: Frozen): Block[] {
  const apart = schools.filter(({ lowPerforming, adverseConditions }) => lowPerforming || adverseConditions);
  const title: Block = { kind: 'heading', text: say('reports.doc-support-title') };
  if (apart.length === 0) return [title, { kind: 'text', text: say('reports.doc-support-none') }];
  const { reported } = completeness(apart);
  return [
    title,
    { kind: 'text', text: say('reports.doc-support', { all: apart.length, n: reported.length }) },
    {
      kind: 'table',
      caption: say('reports.doc-support-table'),
      columns: [
        { title: say('reports.doc-organisation'), width: 26 },
        { title: say('reports.doc-mark'), width: 13 },
        { title: say('reports.doc-return'), width: 22 },
        { title: say('reports.doc-overdue'), width: 13, figure: true },
        { title: say('reports.doc-mentors'), width: 13, figure: true },
        { title: say('reports.doc-mentees'), width: 13, figure: true },
      ],
      rows: apart.map((school) => [
        tie(school.name),
        marksOf(school),
        standingOf(school),
        decimal(school.overdue),
        people(school.mentors),
        people(school.mentees),
      ]),
    },
  ];
}

const marksOf = ({ lowPerforming, adverseConditions }: FrozenSchool) =>
  [lowPerforming && say('reports.doc-low'), adverseConditions && say('reports.doc-adverse')]
    .filter(Boolean)
    .join(', ');
const people = (value: number | null) => (value === null ? say('reports.doc-no-data') : decimal(value));

function standingOf({ standing, daysLate }: FrozenReturn): string {
  const word = say(`reports.doc-standing-${standing}`);
  const late = (standing === 'accepted' || standing === 'submitted') && daysLate > 0;
  return late ? say('reports.doc-standing-late', { standing: word, days: daysLate }) : word;
}

/** Every school in a row. */
export function annex({ schools }: Frozen): Block[] {
  return [
    { kind: 'annex', text: say('reports.doc-annex') },
    { kind: 'heading', text: say('reports.doc-annex-title') },
    {
      kind: 'table',
      caption: '',
      columns: [
        { title: say('reports.doc-organisation'), width: 30 },
        { title: say('reports.doc-return'), width: 22 },
        { title: say('reports.doc-overdue'), width: 12, figure: true },
        { title: say('reports.doc-mentors'), width: 12, figure: true },
        { title: say('reports.doc-mentees'), width: 13, figure: true },
        { title: say('reports.doc-pairs'), width: 11, figure: true },
      ],
      rows: schools.map((school) => [
        tie(school.name),
        standingOf(school),
        decimal(school.overdue),
        people(school.mentors),
        people(school.mentees),
        people(school.pairs),
      ]),
    },
  ];
}
