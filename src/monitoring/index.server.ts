export { checkForm } from './check-form.ts';
export { f1, f2, formOf, forms } from './forms/index.ts';
export { judge, type Verdict } from './verdict.ts';
export { foldSoon, startFold, waitForFold } from './fold.ts';
export { type Difference, type Verification, verifyConsolidations } from './verify.ts';
export {
  circles,
  consolidate,
  type ConsolidatedIndicator,
  type Consolidation,
  countings,
  type Drill,
  newestConsolidation,
} from './consolidate.ts';
export type { Period } from './sql/consolidation.ts';
export type { ConsolidatedOrganisation, OrganisationFigures } from './organisation-figures.ts';
