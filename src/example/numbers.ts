import { chance } from './chance.ts';
import type { ExampleSchool } from './schools.ts';

type Row = Record<string, number>;
const COLUMNS = [
  'programmes',
  'mentors',
  'mentors_trained',
  'mentors_15_19',
  'mentees',
  'mentees_10_19',
  'mentees_young',
  'pairs',
  'groups',
  'finished',
];
/** Cells that the form closes for a row, row × column. */
const CLOSED: Record<string, string[]> = {
  'pupil-pupil': ['mentees_young'],
  'teacher-teacher': ['mentors_15_19', 'mentees_10_19'],
  'student-pupil': ['mentees_young'],
  'employer-pupil': ['mentors_15_19', 'mentees_young'],
  'employer-student': ['mentors_15_19', 'mentees_young'],
  other: ['mentees_young'],
};

/**
 * A school's answers to F2 in the second, third and fourth quarter: believable, growing, and agreeing with the form's
 * checks. `quarter` counts from 0. Keys are cells, values as typed.
 */
export function exampleNumbers(school: ExampleSchool, quarter: number): Record<string, string> {
  const { between, unit } = chance(`numbers ${school.code}`); // the same school is like itself in every quarter
  const primary = school.kind === 'primary-school';
  const { profile } = school;
  const grown = (start: number, perQuarter: number) => Math.round(start * (1 + perQuarter * quarter));
  const rows: Record<string, Row> = {};

  const pupilMentors = between(primary ? 2 : 7, primary ? 4 : 14);
  const pupilMentees = between(12, 20);
  rows['pupil-pupil'] = row(1, grown(pupilMentors, 0.1), 0.7, grown(pupilMentees, 0.13), {
    groups: between(1, 4),
    finished: quarter * between(0, 3),
  });
  rows['pupil-pupil']!.mentors_15_19 = Math.round(rows['pupil-pupil']!.mentors! * 0.6);
  rows['pupil-pupil']!.mentees_10_19 = Math.min(
    Math.round(rows['pupil-pupil']!.mentees! * 0.84),
    profile.pupils_10_19!,
  );

  const young = Math.min(
    profile.teachers_young!,
    Math.max(1, Math.round(profile.teachers_young! * (0.55 + 0.1 * quarter + unit() * 0.2))),
  );
  rows['teacher-teacher'] = row(1, between(3, 6) + (quarter > 0 ? 1 : 0), 0.65, young + between(1, 3), {
    groups: 0,
    finished: quarter * between(0, 2),
  });
  rows['teacher-teacher']!.mentees_young = young;

  const withStudents = !primary && unit() < 0.2;
  rows['student-pupil'] = withStudents
    ? row(1, between(2, 4), 0.3, between(8, 14), { groups: 1, finished: quarter })
    : none();
  if (withStudents) Object.assign(rows['student-pupil']!, { mentors_15_19: 1, mentees_10_19: between(1, 6) });
  const withEmployers = !primary && profile.enterprises_partner! > 0;
  rows['employer-pupil'] = withEmployers
    ? row(1, between(1, 3), 0.8, between(4, 9), { groups: 1, finished: quarter * between(0, 2) })
    : none();
  if (withEmployers)
    rows['employer-pupil']!.mentees_10_19 = Math.round(rows['employer-pupil']!.mentees! * 0.9);
  rows['employer-student'] = none();
  rows.other = none();

  const cells: Record<string, string> = {};
  for (const [name, value] of Object.entries(profile)) cells[`t0.${name}`] = String(value);
  for (const [code, values] of Object.entries(rows))
    for (const column of COLUMNS) {
      const closed = CLOSED[code]!.includes(column) || (primary && column === 'mentors_15_19');
      if (!closed) cells[`t1.${code}.${column}`] = String(values[column] ?? 0);
    }
  for (const column of ['mentors', 'mentees', 'mentees_10_19']) {
    const parts = Object.values(rows).map((values) => values[column] ?? 0);
    const sum = parts.reduce((a, b) => a + b, 0);
    // One person in twenty takes part in two forms.
    cells[`t1.unique.${column}`] = String(Math.max(Math.max(...parts), sum - Math.floor(sum / 20)));
  }
  return { ...cells, ...exampleEvents(school, quarter) };
}

const none = (): Row => ({});

function row(
  programmes: number,
  mentors: number,
  trained: number,
  mentees: number,
  more: { groups: number; finished: number },
): Row {
  return {
    programmes,
    mentors,
    mentors_trained: Math.round(mentors * trained),
    mentees,
    mentees_10_19: 0,
    pairs: Math.round(mentees * 0.75),
    groups: Math.min(more.groups, Math.floor(mentees / 2)),
    finished: Math.min(more.finished, mentees),
  };
}

/** T2, for the quarter alone. */
function exampleEvents(school: ExampleSchool, quarter: number): Record<string, string> {
  const { between } = chance(`events ${school.code} ${quarter}`);
  const courses = between(0, 1);
  const participants = courses * between(1, 4);
  const contests = between(0, 2);
  const entries = contests * between(1, 2);
  const values = {
    'courses.events': courses,
    'courses.participants': participants,
    'courses.hours': courses * 16,
    'courses.applications': participants,
    'webinars.events': between(1, 3),
    'webinars.participants': between(4, 22),
    'contests.events': contests,
    'contests.participants': entries,
    'contests.applications': entries,
    'forums.events': 0,
    'forums.participants': 0,
    'forums.applications': 0,
    'consultations.events': between(2, 12),
    'consultations.participants': between(2, 12),
    'publications.events': between(0, 1),
    'publications.participants': 0,
  };
  return Object.fromEntries(Object.entries(values).map(([cell, value]) => [`t2.${cell}`, String(value)]));
}

const PRACTICES: readonly { title: string; form: string }[] = [
  { title: 'Клуб «Равный – равному»: старшие помогают младшим с проектами', form: 'pupil-pupil' },
  { title: 'Методический час молодого педагога', form: 'teacher-teacher' },
  { title: 'Школа юного инженера на предприятии-партнёре', form: 'employer-pupil' },
  { title: 'Первый год: спутник нового учителя', form: 'teacher-teacher' },
  { title: 'Читаем вместе: пары пятых и девятых классов', form: 'pupil-pupil' },
  { title: 'Студенческий десант: подготовка к олимпиадам', form: 'student-pupil' },
];

/** What one school in three tells of its practices, as typed into F2's list. */
export function examplePractices(school: ExampleSchool, quarter: number): Record<string, string> {
  const { unit, one } = chance(`practices ${school.code} ${quarter}`);
  if (unit() > 0.35) return {};
  const { title, form } = one(PRACTICES);
  return {
    't3.r1.title': title,
    't3.r1.form': form,
    't3.r1.link': `https://${school.code}.example/mentoring/${quarter + 1}`,
    't3.r1.public': unit() < 0.8 ? 'yes' : 'no',
  };
}
