export {
  type Candidate,
  type Group,
  type Match,
  matchResponsible,
  type OrganisationKind,
} from './match-responsibles.ts';
export {
  type ActivityState,
  type Bound,
  carriersOf,
  type CountedTerm,
  type Obligation,
  obligationsOf,
  stateOfActivity,
  stateOfTerms,
} from './obligations.ts';
export { type Duty, type Load, loadOf, type Move, type Pile, TOO_MUCH } from './load.ts';
export { type Reading, readRoadmap } from './read-roadmap.ts';
export type {
  Activity,
  CitedOrder,
  Order,
  Responsible,
  Roadmap,
  Section,
  Warning,
  WarningCode,
} from './roadmap.ts';
export { SHORT_TITLE, shortTitle } from './short-title.ts';
export {
  boundOf,
  type Reason,
  type Reasons,
  termsOf,
  type VersionActivity,
  type VersionContent,
  type VersionSection,
} from './versions/content.ts';
export type { Correction, Understood } from './versions/correct.ts';
export {
  type ActivityChange,
  applied,
  type Difference,
  differenceBetween,
  type FieldChange,
  type Note,
  type TextField,
} from './versions/difference.ts';
export type { Followed, Standing } from './versions/follow.ts';
export { type BrokenLink, brokenLinks } from './versions/links.ts';
export { type Point, pointsOf } from './versions/points.ts';
export { correctionFor, type Heard, type Option, type Proposal, proposalsFor } from './versions/proposals.ts';
export { type Piece, wordDifference } from './versions/word-difference.ts';
