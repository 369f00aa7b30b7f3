/** What a form is made of before it is published: steps, files, costs. Only the server needs it. */
export {
  type Answering,
  askedTwice,
  type AskedTwice,
  type Cost,
  costOf,
  operandsFor,
  ROWS,
  SECONDS,
} from './burden.ts';
export { changed } from './change.ts';
export { codeFrom, formCode } from './codes.ts';
export { blankForm, copyOf } from './copy.ts';
export { type Followed, type Following, followingOf } from './follow.ts';
export { type Layout, type LayoutNote } from './layout.ts';
export { readLayouts } from './read-layouts.ts';
export { type FaultPlace, type PlacedFault, placedFaults } from './place-faults.ts';
export { ruleWords } from './rule-words.ts';
export { Change } from './step.ts';
export { asForm, FormCode, readForm, writeForm } from './schema.ts';
