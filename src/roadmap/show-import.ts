import { z } from 'zod';
import { reading } from '#platform/use-case.ts';
import { draftFor, importWithin } from './import-of.ts';
import { type Excerpt, excerpt, lineWith } from './rules/excerpt.ts';
import { confirm } from './rules/edits.ts';
import { notesOf, type Question } from './rules/questions.ts';
import type { DraftActivity } from './rules/draft.ts';
import type { Place } from './rules/reading/rows.ts';
import type { Import } from './sql/imports.ts';
import { currentRoadmap } from './sql/roadmaps.ts';

const ShowImport = z.object({
  id: z.int().positive(),
  /** The key of the activity whose lines are wanted too. */
  activity: z.string().max(10).optional(),
});

/**
 * An import as it stands: the reading with what was answered and written over it, the questions beside their lines of
 * the file, and what would arise if it were approved now.
 */
export const showImport = reading('roadmap.show-import', ShowImport, async (context, { id, activity }) => {
  const { found, municipality } = await importWithin(context, id);
  const draft = await draftFor(context, found, municipality);
  const edited = draft.activities.find(({ key }) => key === activity);
  const current = await currentRoadmap(context.db, municipality.id);
  return {
    ...draft,
    id,
    fileName: found.fileName,
    revision: found.revision,
    at: found.at,
    approvedAt: found.approvedAt,
    municipality,
    excerpts: Object.fromEntries(
      draft.questions.map((question) => [question.id, excerptOf(question, found, draft.activities)]),
    ),
    excerpt: edited && excerpt(found.parts, edited.source.firstLine, edited.source.lastLine, []),
    notes: notesOf(found.reading),
    /** Whether a roadmap was found at all; else a person says first what the columns hold. */
    isRead: found.reading.roadmap !== null,
    columns: found.reading.columns ?? [],
    places: placesOf(found, draft.activities),
    current: current ? { number: current.orderNumber, date: current.orderedOn } : undefined,
  };
});

/**
 * The whole file as it showed its text, each row with the activity that was read from it.
 * @throws Failure `roadmap.import-not-found`
 */
export const showSource = reading(
  'roadmap.show-source',
  z.object({ id: z.int().positive() }),
  async (context, { id }) => {
    const { found } = await importWithin(context, id);
    const { sections } = confirm(found.reading, found.edits, found.answers);
    return {
      id,
      fileName: found.fileName,
      lines: excerpt(found.parts, 0, Infinity, []),
      activities: sections.flatMap(({ activities }) =>
        activities.map(({ key, code, source }) => ({ key, code, source })),
      ),
    };
  },
);

/** Where the activities begin in the file, by their first line, where the format says more than a running number. */
function placesOf({ parts }: Import, activities: DraftActivity[]): Record<number, Place> {
  const wanted = new Set(activities.map(({ source }) => source.firstLine));
  return Object.fromEntries(
    parts.flatMap((part) =>
      part.kind === 'row' && part.row.place && wanted.has(part.row.line)
        ? [[part.row.line, part.row.place]]
        : [],
    ),
  );
}

/** The lines that a question is about, with what is in doubt marked. */
function excerptOf(question: Question, { parts, reading }: Import, activities: DraftActivity[]): Excerpt {
  const activity = activities.find(({ key }) => key === question.activity);
  const phrases = phrasesOf(question);
  const { above } = question.params;
  const row = (line: number) => excerpt(parts, line, line, phrases);
  if (typeof above === 'number') return [...row(above), ...row(question.where.line ?? above)];
  // Whose a cell is shows only beside the rows above and below.
  if (activity && question.code === 'roadmap.row-unclear')
    return excerpt(parts, activity.source.firstLine - 1, activity.source.lastLine + 1, phrases);
  if (activity) return excerpt(parts, activity.source.firstLine, activity.source.lastLine, phrases);
  const line = question.where.line ?? lineWith(parts, phrases) ?? 1;
  if (question.code !== 'roadmap.period-differs') return excerpt(parts, line, line, phrases);
  const [order, title] = [question.params.order, reading.roadmap?.title].map((text) => years(String(text)));
  return [order, title].flatMap((phrase) => {
    const at = phrase && lineWith(parts, [phrase]);
    return at ? excerpt(parts, at, at, [phrase]) : [];
  });
}

function phrasesOf({ code, params }: Question): string[] {
  if (code === 'roadmap.order-cites-future') return [String(params.citedDate)];
  if (code === 'roadmap.letters-mended') return String(params.from).split(', ');
  if (code === 'roadmap.deadline-joined')
    return [...String(params.parts).matchAll(/«([^»]*)»/gu)].map(([, part]) => part ?? '');
  if (code.startsWith('roadmap.deadline') || code === 'roadmap.row-unclear') return [String(params.text)];
  return [];
}

/** «2020-2021 учебном году»: where a text names its years, as it writes them. */
const years = (text: string) => /20\d\d(?:\s*[-–—/]\s*20\d\d)?(?:\s+\p{L}+){0,2}/u.exec(text)?.[0] ?? '';
