import { writeDate, writeInterval, writeQuarter, writeShortDate } from '#calendar';
import { tie, words } from '#messages';
import { percent } from '#monitoring/rules';
import type { Block } from './rules/blocks.ts';
import { completeness } from './rules/completeness.ts';
import type {
  ActivityState,
  ByHand,
  Frozen,
  FrozenActivity,
  FrozenForm,
  FrozenReturn,
  FrozenSchool,
  FrozenShare,
  Undone,
} from './rules/frozen.ts';

/** The document's language is Russian, whatever the reader's. */
const say = words('ru');
const STATES: ActivityState[] = ['done', 'running', 'late', 'no-data', 'waiting', 'not-applicable'];
const FORM_COLUMNS = ['programmes', 'mentors', 'mentors_trained', 'mentees', 'pairs', 'groups', 'finished'];

/** The справка as its parts, from what was frozen and what was written by hand: nothing is invented. */
export function analyticalReport(frozen: Frozen, byHand: ByHand): Block[] {
  return [
    ...heading(frozen),
    ...completenessPart(frozen),
    ...executionPart(frozen),
    ...undonePart(frozen),
    ...indicatorsPart(frozen),
    ...formsPart(frozen),
    ...supportPart(frozen),
    { kind: 'heading', text: say('reports.doc-conclusions-title') },
    ...written(byHand.conclusions, say('reports.doc-by-hand')),
    { kind: 'heading', text: say('reports.doc-proposals-title') },
    ...written(byHand.proposals, say('reports.doc-proposals-hint')),
    {
      kind: 'signature',
      position: say('reports.doc-coordinator'),
      hint: say('reports.doc-signature'),
      on: frozen.on,
    },
    ...annex(frozen),
  ];
}

function heading({ roadmap, campaign, municipality, on, time }: Frozen): Block[] {
  const { number, date, title, authority } = roadmap.order;
  return [
    {
      kind: 'title',
      lines: [
        say('reports.doc-title').toUpperCase(),
        say('reports.doc-about', { period: writeQuarter(campaign.quarter, 'ru') }),
        tie(municipality),
      ],
    },
    { kind: 'heading', text: say('reports.doc-basis-title') },
    {
      kind: 'text',
      text: say('reports.doc-basis', {
        date: writeShortDate(date),
        number,
        title: inner(title),
        authority,
        roadmap: inner(roadmap.title),
      }),
    },
    {
      kind: 'text',
      text: say('reports.doc-period', {
        interval: writeInterval(campaign.period, 'ru'),
        due: writeDate(campaign.dueOn, 'ru'),
        day: writeDate(on, 'ru'),
        time,
      }),
    },
  ];
}

/** A title within «…»: its own quotation marks become „…“. */
const inner = (title: string) =>
  title.replaceAll('«', '„').replaceAll('»', '“').replace(/\s+/g, ' ').trim().replace(/\.$/, '');

function completenessPart({ schools, others }: Frozen): Block[] {
  return [
    { kind: 'heading', text: say('reports.doc-completeness-title') },
    ...texts([...completenessOfSchools(schools), ...completenessOfOthers(others)]),
  ];
}

/** Sentences about how many schools have reported, who was late and who has not. */
export function completenessOfSchools(schools: readonly FrozenReturn[]): string[] {
  const { all, reported, accepted, onReview, inTime, late, sentBack, missing } = completeness(schools);
  const n = reported.length;
  if (n === 0) return [say('reports.doc-reported-none', { all }), ...absent(sentBack, missing)];
  return [
    say('reports.doc-reported', { all, n, percent: percent(n, all)! }),
    late.length === 0
      ? say('reports.doc-in-time-all')
      : say('reports.doc-in-time', { n: inTime.length, late: late.length }),
    ...(late.length
      ? [
          say('reports.doc-late', {
            list: late
              .map(({ name, daysLate }) => say('reports.doc-days-late', { name, days: daysLate }))
              .join(', '),
          }),
        ]
      : []),
    ...(accepted.length ? [say('reports.doc-accepted', { n: accepted.length })] : []),
    ...(onReview.length ? [say('reports.doc-on-review', { n: onReview.length })] : []),
    ...absent(sentBack, missing),
  ];
}

const absent = (sentBack: readonly FrozenReturn[], missing: readonly FrozenReturn[]) => [
  ...(sentBack.length ? [say('reports.doc-sent-back', { n: sentBack.length, list: names(sentBack) })] : []),
  ...(missing.length ? [say('reports.doc-missing', { n: missing.length, list: names(missing) })] : []),
];

function completenessOfOthers(others: readonly FrozenReturn[]): string[] {
  const { reported, sentBack, missing } = completeness(others);
  const without = [...sentBack, ...missing];
  return [
    ...(reported.length ? [say('reports.doc-others', { n: reported.length, list: names(reported) })] : []),
    ...(without.length
      ? [say('reports.doc-others-missing', { n: without.length, list: names(without) })]
      : []),
  ];
}

const names = (returns: readonly { name: string }[]) => returns.map(({ name }) => name).join(', ');

function executionPart({ sections }: Frozen): Block[] {
  const all = sections.flatMap(({ activities }) => activities);
  return [
    { kind: 'heading', text: say('reports.doc-execution-title') },
    { kind: 'text', text: say('reports.doc-execution', { n: all.length, states: statesOf(all) }) },
    ...sections.flatMap(({ numeral, title, activities }): Block[] => [
      { kind: 'subheading', text: tie(`${numeral}. ${title}`) },
      {
        kind: 'text',
        text: say('reports.doc-section', { n: activities.length, states: statesOf(activities) }),
      },
      {
        kind: 'table',
        caption: say('reports.doc-table-section', { numeral }),
        columns: [
          { title: say('reports.doc-number'), width: 8 },
          { title: say('reports.doc-activity'), width: 33 },
          { title: say('reports.doc-deadline'), width: 18 },
          { title: say('reports.doc-executed'), width: 14, figure: true },
          { title: say('reports.doc-percent'), width: 8, figure: true },
          { title: say('reports.doc-remark'), width: 19 },
        ],
        rows: activities.map(activityRow),
      },
    ]),
  ];
}

/** «выполнено 8, выполняется 9, просрочено 1»: only the states that there are. */
function statesOf(activities: readonly Pick<FrozenActivity, 'state'>[]): string {
  return STATES.flatMap((state) => {
    const n = activities.filter((one) => one.state === state).length;
    return n ? [say(`reports.doc-states-${state}` as const, { n })] : [];
  }).join(', ');
}

function activityRow(activity: FrozenActivity): string[] {
  const { code, shortTitle, deadline, state, nextYear, done, of, notApplicable } = activity;
  const begun = (state !== 'waiting' || nextYear !== null) && of > 0;
  const exempt = notApplicable ? `; ${say('reports.doc-not-asked', { n: notApplicable })}` : '';
  return [
    code,
    tie(shortTitle),
    tie(deadline),
    begun ? say('reports.doc-of', { part: done, whole: of }) : '—',
    begun ? decimal(percent(done, of)!) : '—',
    remarkOn(activity) + (begun ? exempt : ''),
  ];
}

function remarkOn({ state, nextYear, done, of }: FrozenActivity): string {
  if (state === 'late') return say('reports.doc-state-late', { n: of - done });
  if (state === 'waiting' && nextYear !== null)
    return say('reports.doc-state-next', { year: String(nextYear) });
  return say(`reports.doc-state-${state}`);
}

function undonePart({ undone }: Frozen): Block[] {
  const title: Block = { kind: 'heading', text: say('reports.doc-undone-title') };
  if (undone.length === 0) return [title, { kind: 'text', text: say('reports.doc-undone-none') }];
  const reasons = [...Map.groupBy(undone, ({ reason }) => reason)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return [
    title,
    {
      kind: 'text',
      text: say('reports.doc-undone', {
        n: undone.length,
        m: new Set(undone.map(({ code }) => code)).size,
      }),
    },
    {
      kind: 'table',
      caption: say('reports.doc-undone-causes'),
      columns: [
        { title: say('reports.doc-cause'), width: 40 },
        { title: say('reports.doc-cases'), width: 15, figure: true },
        { title: say('reports.doc-activities'), width: 45 },
      ],
      rows: reasons.map(([reason, cases]) => [
        say(`reports.doc-reason-${reason}`),
        String(cases.length),
        [...new Set(cases.map(({ code }) => code))].join(', '),
      ]),
    },
    {
      kind: 'table',
      caption: say('reports.doc-undone-list'),
      columns: [
        { title: say('reports.doc-activity'), width: 27 },
        { title: say('reports.doc-organisation'), width: 30 },
        { title: say('reports.doc-cause'), width: 28 },
        { title: say('reports.doc-new-term'), width: 15 },
      ],
      rows: together(undone).map(([{ code, shortTitle, reason, text, newTerm }, organisations]) => [
        tie(`${code}. ${shortTitle}`),
        tie(organisations.join(', ')),
        text ? tie(`${say(`reports.doc-reason-${reason}`)}: ${text}`) : say(`reports.doc-reason-${reason}`),
        newTerm ? writeShortDate(newTerm) : say('reports.doc-new-term-none'),
      ]),
    },
  ];
}

/** Organisations that say the same of the same activity stand in one row. */
const together = (undone: readonly Undone[]): [Undone, string[]][] =>
  [
    ...Map.groupBy(undone, ({ code, reason, text, newTerm }) =>
      JSON.stringify([code, reason, text, newTerm]),
    ),
  ].map(([, same]) => [same[0]!, same.map(({ organisation }) => organisation)]);

function indicatorsPart({ indicators, campaign }: Frozen): Block[] {
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
const format = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 });
const decimal = (value: number) => format.format(value);
/** «+1,8», «−0,3», «0». */
const signed = (value: number) => {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${decimal(Math.abs(rounded))}`;
};

function formsPart({ forms }: Frozen): Block[] {
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

function supportPart({ schools }: Frozen): Block[] {
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

function annex({ schools }: Frozen): Block[] {
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

/** What was written by hand, a paragraph a line; an empty place stays one, to be filled in by pen. */
function written(text: string, hint: string): Block[] {
  const paragraphs = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return paragraphs.length ? texts(paragraphs.map(tie)) : [{ kind: 'blank', hint, lines: 4 }];
}

const texts = (sentences: readonly string[]): Block[] =>
  sentences.map((text) => ({ kind: 'text', text }) as const);
