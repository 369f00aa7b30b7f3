import { approveRoadmap, editImport, importRoadmap, showImport } from '#roadmap';
import type { Stage } from './stage.ts';

/** Reads the order, answers the reader's questions as it proposes, approves. */
export async function approveExampleRoadmap(stage: Stage, file: Uint8Array) {
  const context = await stage.at('coordinator', '2021-04-23T10:00');
  const { id } = await importRoadmap(context, { fileName: 'Приказ № 282.txt', file });
  for (;;) {
    const { questions, revision } = await showImport(context, { id });
    const open = questions.find(({ answered }) => !answered);
    if (!open) return approveRoadmap(context, { id, revision });
    const choice = open.options[0]!.choice;
    await editImport(context, { id, revision, change: { what: 'answer', question: open.id, choice } });
  }
}
