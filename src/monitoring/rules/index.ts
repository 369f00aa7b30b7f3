/** The rules of monitoring that pages, workbooks and the server share. Pure, and small enough for a browser. */
export * from './form.ts';
export {
  type Cell,
  type CellState,
  cellCode,
  cellsByCode,
  cellsOf,
  partsOf,
  rowsOf,
  tableOf,
} from './cells.ts';
export { askedPlace } from './asked-places.ts';
export { consolidatedForm } from './consolidated-form.ts';
export { namesNow, renamed, renamedWarnings } from './follow.ts';
export { type Fact, type Facts, facts } from './facts.ts';
export { isSummed, sum, totalsOf } from './totals.ts';
export { type NumberColumn, type ReadNumber, readNumber, writeNumber } from './number.ts';
export { type Answer, decode, encode, type Layout, layoutFrom, type Stored } from './codec.ts';
export { closedBits, isCounted, layoutOf, numbersAt, shownAt, weightOf } from './positions.ts';
export { isListRow, laidOut, listRow, listRowsIn, mostRows, type OwnRows, asOneForm } from './laid-out.ts';
export { isNumber, readPlainly, type ReadValue } from './number-cell.ts';
export { readValue, typedNumber, writeTyped, writeValue } from './value.ts';
export { blocks, type Issue, type Said } from './issue.ts';
export { count, type ReadCell, readSheet, type Sheet, type Typed } from './sheet.ts';
export { sentencesOf } from './sentences.ts';
export { after, type ReturnState, type ReturnStep } from './return-steps.ts';
export {
  type Indicator,
  indicators,
  indicatorsOf,
  percent,
  type Share,
  shareOf,
  together,
} from './indicators.ts';
export { type Canonical, canonicalText, shortChecksum } from './canonical.ts';
export {
  emptyExecution,
  type ExecutionAnswer,
  type ExecutionContext,
  type ExecutionField,
  type ExecutionState,
  executionStates,
  fieldsFor,
  judgeExecution,
  readParticipants,
  type ReasonKind,
  reasonKinds,
} from './execution.ts';
export { type ExecutionForm, fieldWords, type FieldWords } from './execution-form.ts';
export {
  answersOf,
  cellOf,
  extremesAmong,
  type Extremes,
  extremesOf,
  type Figure,
  figuresOf,
  indicatorFigure,
  type IndicatorFigure,
  type NodeSums,
} from './consolidation.ts';
export {
  type Content,
  type Door,
  doors,
  executionFields,
  fieldsFrom,
  type StoredExecution,
  storedExecution,
  type Texts,
  textsOf,
} from './content.ts';
export { dutiesIn, type DutyTerm, isEvent, type LastAnswer } from './duties.ts';
export { CONFIRMED, executionField, readFiles, writeFiles } from './field-names.ts';
export { type FieldName, type Fields, readFieldName, readFields, type TypedReturn } from './fields.ts';
export { type Count, type Counts, countsOf } from './counts.ts';
export { partNamed, partOf } from './parts.ts';
export { type Attention, attentionIn } from './attention.ts';
export { daysLateInHands, type HandStep } from './lateness.ts';
export { beyondIn, type CellLimits, isAlike, limitsOf, type Usual } from './out-of-line.ts';
export { shareEvenly } from './share-evenly.ts';
export { isMended } from './mended.ts';
export { type FileKind, fileKindOf, fileName } from './file-kind.ts';
export { type ObligationState, stateOfObligation } from './obligation-state.ts';
export { columnWords, groupsOf, type Heading, headingsOf } from './headings.ts';
export { writeFigure, writePercent, writePeriod } from './written.ts';
