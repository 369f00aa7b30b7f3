export { approveRoadmap } from './approve-roadmap.ts';
export { type Change, editImport } from './edit-import.ts';
export { LARGEST_FILE } from './decode-file.ts';
export { readFile as readRoadmapFile } from './read-file.ts';
export type { Draft } from './import-of.ts';
export { importRoadmap } from './import-roadmap.ts';
export { showImport } from './show-import.ts';
export { showActivity, type ShownRoadmap, showRoadmap } from './show-roadmap.ts';
export {
  type Obligation,
  obligationsDue,
  obligationsUnder,
  obligedOrganisations,
  type PlainObligation,
} from './sql/obligations.ts';
export {
  activitiesOf,
  type ApprovedActivity,
  type ApprovedRoadmap,
  type ApprovedSection,
  currentRoadmap,
  sectionsOf,
} from './sql/roadmaps.ts';
