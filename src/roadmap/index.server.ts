export { approveRoadmap } from './approve-roadmap.ts';
export { type Change, editImport } from './edit-import.ts';

export { LARGEST_FILE } from './read-file.ts';
export type { Draft } from './import-of.ts';
export {
  type Approved,
  approveDraft,
  countsOf,
  followDraft,
  OrderInput,
  type Settled,
} from './approve-draft.ts';
export { carryOut, type RegionalRoadmap, regionalRoadmapAbove, showCarriedOut } from './carry-out.ts';
export { discardCorrection } from './discard-correction.ts';
export { draftToChange, draftWithin, type FoundDraft } from './draft-within.ts';
export { type DraftChange, editCorrection, stepDraft } from './edit-correction.ts';
export { type ImportContent, importContent } from './import-content.ts';
export { importRoadmap } from './import-roadmap.ts';
export { type OrderText, orderTextOf } from './order-text.ts';
export { pointWords, reasonsBeside, reasonWords } from './point-words.ts';
export { showImport, showSource } from './show-import.ts';
export { ownRoadmapOwner } from './roadmap-owner.ts';
export {
  changesWithReasons,
  type ChangeWithReason,
  differenceOf,
  listVersions,
  type RoadmapVersion,
  roadmapVersion,
  type VersionsDiffer,
} from './roadmap-version.ts';
export { nameObligations } from './name-obligations.ts';
export { openCorrection, showCorrection, type ShownCorrection } from './show-correction.ts';
export { startCorrection } from './start-correction.ts';
export { showActivity, type ShownRoadmap, showRoadmap } from './show-roadmap.ts';
export {
  type ActivityTerm,
  movesOf,
  type Obligation,
  obligationsById,
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
  contentOf,
  currentRoadmap,
  linkActivities,
  linksOf,
  sectionsOf,
} from './sql/roadmaps.ts';
export { type Tie, tiesOf } from './sql/regional.ts';
export { versionInForce } from './version-kept.ts';
export { showLoad, type ShownLoad } from './show-load.ts';
