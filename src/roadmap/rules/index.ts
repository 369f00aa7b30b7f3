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
