import assert from 'node:assert/strict';
import test from 'node:test';
import { readDeadline } from '#calendar';
import type { VersionActivity, VersionContent } from './content.ts';
import { corrected, deadlineFrom } from './correct.ts';
import { correctionFor, type Heard, proposalsFor } from './proposals.ts';

const period = { start: '2021-01-01', end: '2022-12-31' };
const today = '2021-12-20';
const activity = (deadline: string, document = ''): VersionActivity => ({
  activityId: 7,
  code: 'I.1',
  section: 'I',
  number: '1',
  title: 'Конкурс',
  shortTitle: 'Конкурс',
  deadline: deadlineFrom(deadline, period),
  responsibles: [],
  document,
  result: '',
  derived: null,
  source: null,
  after: [],
});
type Said = Partial<Heard>;
function proposed(one: VersionActivity, said: Said[]) {
  const terms = one.deadline.kind === 'intervals' ? one.deadline.intervals : [];
  const heard = terms.flatMap((term, at) =>
    said.map((each): Heard =>
      at === 0
        ? { ...term, state: 'open', evidenced: false, ...each }
        : { ...term, state: 'open', evidenced: false },
    ),
  );
  return proposalsFor([one], new Map([[7, heard]]), { period, today });
}
const brief = (found: ReturnType<typeof proposed>) =>
  found.map(({ why, reason, options }) =>
    [
      why,
      reason.code!.replace('correction.', ''),
      ...options.map((one) => ('until' in one ? `${one.as} ${one.until}` : one.as)),
    ].join(' '),
  );

test('late is moved to the day that most name, else to the end of the next quarter, or withdrawn', () => {
  assert.deepEqual(brief(proposed(activity('май 2021г.'), [{ state: 'done', evidenced: true }, {}])), [
    'late why-late move 2022-03-31 withdraw',
  ]);
  assert.deepEqual(
    brief(
      proposed(activity('май 2021г.'), [
        { newTerm: '2022-02-01' },
        { newTerm: '2022-02-01' },
        { newTerm: '2022-01-15' },
      ]),
    ),
    ['late why-nobody move 2022-02-01 withdraw'],
  );
});

test('one of several terms is not moved into the next, and is dropped alone', () => {
  assert.deepEqual(brief(proposed(activity('май 2021г., февраль 2022г.'), [{}])), [
    'late why-nobody move 2022-01-31 drop-term',
  ]);
  // The next has begun: there is nowhere to move to.
  assert.deepEqual(brief(proposed(activity('май 2021г., декабрь 2021г.'), [{}])), [
    'late why-nobody drop-term',
  ]);
});

test('a document that never came is said, whether it is done or not', () => {
  assert.deepEqual(brief(proposed(activity('май 2021г.', 'Приказ'), [{ state: 'done' }, {}])), [
    'document why-document move 2022-03-31 withdraw',
  ]);
  assert.deepEqual(brief(proposed(activity('май 2021г.', 'Приказ'), [{ state: 'done' }])), [
    'document why-done-undocumented no-document',
  ]);
  assert.deepEqual(proposed(activity('май 2021г.', 'Приказ'), [{ state: 'done', evidenced: true }]), []);
});

test('done by all well before the end is proposed to end then; a fortnight is not worth an order', () => {
  const early = (doneOn: string) =>
    brief(
      proposed(activity('2021г.'), [
        { state: 'done', doneOn, evidenced: true },
        { state: 'done', doneOn: '2021-03-01', evidenced: true },
      ]),
    );
  assert.deepEqual(early('2021-11-10'), ['early why-early shorten 2021-11-10']);
  assert.deepEqual(early('2021-12-19'), []);
});

test('whom it does not apply to is not waited for, and what the system derives or has no dates is left alone', () => {
  assert.deepEqual(proposed(activity('май 2021г.'), [{ state: 'not-applicable' }]), []);
  assert.deepEqual(proposed({ ...activity('май 2021г.'), derived: 'monitoring' }, [{}]), []);
  assert.deepEqual(proposed(activity('в течение всего периода'), [{}]), []);
});

test('a taken proposal gives a deadline whose words mean exactly the new terms', () => {
  const one = activity('май 2021г., сентябрь 2022г.');
  const content: VersionContent = {
    title: '',
    period,
    sections: [{ numeral: 'I', title: '' }],
    activities: [one],
  };
  const [late] = proposed(one, [{}]);
  for (const [option, expected] of [
    [
      late!.options[0]!,
      [
        { start: '2021-05-01', end: '2022-03-31' },
        { start: '2022-09-01', end: '2022-09-30' },
      ],
    ],
    [late!.options[1]!, [{ start: '2022-09-01', end: '2022-09-30' }]],
  ] as const) {
    const next = corrected(content, correctionFor(option, one, { period })!, content);
    assert.ok(!('refused' in next));
    const { deadline } = next.activities[0]!;
    assert.deepEqual(deadline.kind === 'intervals' && deadline.intervals, expected);
    const again = readDeadline(deadline.text, { roadmapStart: period.start, roadmapEnd: period.end });
    assert.deepEqual(again.kind === 'intervals' && again.intervals, expected);
  }
  // Somebody has changed the term in the draft meanwhile: the proposal no longer fits.
  assert.equal(correctionFor(late!.options[0]!, activity('июнь 2021г.'), { period }), undefined);
});
