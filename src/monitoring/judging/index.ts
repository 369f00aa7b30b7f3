/** What decides about a return and about a form. Pure, but with the engine of conditions in it: a browser loads it apart. */
export { checkForm, RESERVED } from './check-form.ts';
export { earlierCells } from './earlier-cells.ts';
export { type FormFault } from './compiled.ts';
export { compileExpression, functions, type ValueType } from './expression.ts';
export {
  type Brief,
  type BriefDuty,
  carriedOver,
  complete,
  type EarlierReturn,
  formNaming,
  formOf,
  type Judged,
  judgeReturn,
  knownCells,
} from './judge-return.ts';
export { consolidatedFigures, recomputeAnswers } from './recompute.ts';
export { judge, PREFILL_CHANGED, type ReturnToJudge, type Verdict } from './verdict.ts';
