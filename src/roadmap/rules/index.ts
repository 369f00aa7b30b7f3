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
  type Obligation,
  obligationsOf,
  stateOfActivity,
} from './obligations.ts';
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
