export {
  approveCorrection,
  type Consequences,
  previewCorrection,
  type TouchedCampaign,
} from './approve-correction.ts';
export {
  decideProposal,
  proposeCorrection,
  type ShownProposal,
  undecidedCorrections,
} from './propose-correction.ts';
export { type CarriedOut, type RegionalState, regionalState } from './regional-state.ts';
export { checkForm } from './judging/index.ts';
export { f1, f2, formOf, forms } from './forms/index.ts';
export { judge, type Verdict } from './judging/index.ts';
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
export { givenWords, type GivenWordsOf, type WordTable } from './given-words.ts';
export type { Period } from './sql/consolidation.ts';
export type { ConsolidatedOrganisation, OrganisationFigures } from './organisation-figures.ts';
export { type ListedCampaign, listCampaigns, listOwnReturns, type OwnReturn } from './list-campaigns.ts';
export { type ShownCampaigns, showCampaigns } from './show-campaigns.ts';
export { type Addressed, type ProposedCampaign, proposeCampaign } from './propose-campaign.ts';
export { openCampaign, type OpenedCampaign } from './open-campaign.ts';
export { closeCampaign } from './close-campaign.ts';
export { type DutyRow, type ShownReturn, showReturn } from './show-return.ts';
export { returnRoom } from './return-room.ts';
export { type SentBrief, showBrief } from './show-brief.ts';
export type { ShownRemark } from './remark-threads.ts';
export { type SavedDraft, saveDraft } from './save-draft.ts';
export { downloadWorkbook } from './download-workbook.ts';
export { previewWorkbook } from './preview-workbook.ts';
export type { ReadWorkbook, WorkbookChange } from './read-workbook.ts';
export { changesOf, takeWorkbook } from './take-workbook.ts';
export { keepBatch, type ShownBatch, showBatches, takeWorkbooks } from './take-workbooks.ts';
export { enterWorkbook, tryOpening } from './enter-workbook.ts';
export { type ArchivedFile, type FoundBook, unpackInWorker as unpackArchive } from './workbook/index.ts';
export type { TakenFile } from './sql/workbook-batches.ts';
export { fieldWordsOf, sayIssue } from './say-issue.ts';
export { sayPeriods, sayTakenFile } from './say-taken-file.ts';
export { locateMunicipality, Name } from './locate.ts';
export { valuesIn } from './say-value.ts';
export { submitReturn } from './submit-return.ts';
export { enterFor } from './on-behalf.ts';
export { returnsTable, type ShownTable } from './returns-table.ts';
export { type CheckedReturn, checkReturn } from './check-return.ts';
export { correctEnteredFor } from './take-back.ts';
export { attachScan } from './attach-scan.ts';
export type { ShownScan } from './scan-state.ts';
export { checkPaper, type PaperState } from './check-paper.ts';
export type { Receipt } from './receipt.ts';
export type { Judged } from './judging/index.ts';
export type { EvidenceFile } from './sql/files.ts';
export { type ListedReturn, type ListedReturns, listReturns, type ReturnStatus } from './list-returns.ts';
export {
  type HistoryStep,
  type ReviewedCell,
  type ReviewedDuty,
  type ReviewedReturn,
  reviewReturn,
} from './review-return.ts';
export { putRemark, withdrawRemark } from './remark.ts';
export { sendBack } from './send-back.ts';
export { askBack, recallReturn } from './recall-return.ts';
export { latenessIn } from './lateness.ts';
export {
  assignReviewer,
  listReviewers,
  type Reviewer,
  reviewersAt,
  setReviewDays,
  shareReturns,
  USUAL_REVIEW_DAYS,
} from './reviewers.ts';
export { raiseUnreviewed, startRaising, unreviewedTooLong } from './raise-unreviewed.ts';
export { addReadyRemark, dropReadyRemark, listReadyRemarks } from './ready-remarks.ts';
export type { ReadyRemark } from './sql/ready-remarks.ts';
export type { AskedValue } from './asked-value.ts';
export { askValues } from './ask-values.ts';
export { type Answers, listAnswers } from './list-answers.ts';
export { answerValue } from './answer-value.ts';
export { type ListedValue, type ListedValues, listValues } from './list-values.ts';
export { answerCell, askCell, type AskedPlace, type AskedPlaces, listQuestions } from './ask-cell.ts';
export { acceptReturn, acceptReturns } from './accept-return.ts';
export { replyRemark } from './reply-remark.ts';
export { remind } from './remind.ts';
export { attachEvidence, type AttachedEvidence } from './attach-evidence.ts';
export { evidence } from './evidence.ts';
export { type ExecutedObligation, type Execution, executionsOf } from './executions.ts';
export {
  roadmapState,
  type RoadmapState,
  roadmapStateOf,
  type StatedActivity,
  type StatedObligation,
} from './roadmap-state.ts';
export { type Campaign, campaignsOf } from './sql/campaigns.ts';
export { headsOf, type ReturnHead } from './sql/returns.ts';
export { type StepsSince, stepsSince } from './sql/steps-since.ts';
export { type RoadmapTerms, roadmapTerms, type TermedActivity } from './roadmap-terms.ts';
export {
  type ListedDraft,
  type ListedForm,
  type ListedForms,
  listForms,
  type OfferedForm,
  offerForms,
} from './list-forms.ts';
export { startForm } from './start-form.ts';
export { readLayout } from './read-layout.ts';
export { saveForm } from './save-form.ts';
export { publishForm } from './publish-form.ts';
export { withdrawDraft } from './withdraw-draft.ts';
export { exportForm } from './export-form.ts';
export { type ShownDraft, type ShownPublished, showForm, showPublishedForm } from './show-form.ts';
export { type Tried, tryForm } from './try-form.ts';
export {
  type AskedTwice,
  type Cost,
  type Followed,
  type Layout,
  type LayoutNote,
  operandsFor,
  type PlacedFault,
  ROWS as rowsReckoned,
  ruleWords,
  SECONDS as secondsReckoned,
} from './designing/index.ts';
export { functions as expressionFunctions } from './judging/index.ts';
