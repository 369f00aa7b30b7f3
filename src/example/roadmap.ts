import {
  approveRoadmap,
  carryOut,
  editImport,
  importRoadmap,
  linkActivities,
  showCarriedOut,
  showImport,
  showRoadmap,
} from '#roadmap';
import type { Context } from '#platform/use-case.ts';
import type { Stage } from './stage.ts';

/** What begins after what, by the codes of order № 282: each first term ends before the second begins. */
const LINKS: [string, string][] = [
  ['I.3', 'I.1'],
  ['II.4', 'II.2'],
  ['III.3', 'III.2'],
  ['III.5', 'III.3'],
  ['III.4', 'III.1'],
  ['V.2', 'V.1'],
];
/** Which of the region's activities ours carry out. */
const TIES: [string, string][] = [
  ['I.1', 'I.1'],
  ['I.2', 'I.2'],
  ['III.1', 'II.1'],
  ['III.2', 'II.1'],
  ['III.7', 'II.2'],
  ['V.2', 'III.1'],
  ['VI.1', 'III.2'],
];

/** The region's roadmap first: the municipality's carries it out. */
export async function approveRegionalRoadmap(stage: Stage, file: Uint8Array) {
  const context = await stage.at('region', '2021-02-24T10:00');
  await approveAsRead(context, 'Дорожная карта региона (пример).md', file);
}

/** The order is read and approved; what its table does not say, what follows what and what it carries out, is told. */
export async function approveExampleRoadmap(stage: Stage, file: Uint8Array) {
  const context = await stage.at('coordinator', '2021-04-23T10:00');
  await approveAsRead(context, 'Приказ № 282.txt', file);
  const { shown } = await showRoadmap(context, {});
  const { versionId } = shown!.roadmap;
  const ids = new Map(shown!.activities.map(({ code, activityId }) => [code, activityId]));
  await linkActivities(
    context.db,
    versionId,
    LINKS.map(([activity, after]) => ({ activity: ids.get(activity)!, after: ids.get(after)! })),
  );
  const { regional } = await showCarriedOut(context, {});
  for (const [code, above] of TIES) {
    const one = regional!.activities.find((each) => each.code === above)!;
    await carryOut(context, { code, regional: one.activityId });
  }
}

/** Reads the file, answers the reader's questions as it proposes, approves. */
async function approveAsRead(context: Context, fileName: string, file: Uint8Array) {
  const { id } = await importRoadmap(context, { fileName, file });
  for (;;) {
    const { questions, revision } = await showImport(context, { id });
    const open = questions.find(({ answered }) => !answered);
    if (!open) return approveRoadmap(context, { id, revision });
    const choice = open.options[0]!.choice;
    await editImport(context, { id, revision, change: { what: 'answer', question: open.id, choice } });
  }
}
