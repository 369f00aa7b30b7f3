/** Workbooks read without a server and without a database: many into one, and one as the page would judge it. */
export { type CellFault } from './read-return.ts';
export {
  consolidateFiles,
  type FilesConsolidated,
  type RefusedFile,
  type TakenFile,
} from './consolidate-files.ts';
export { readAnyForm } from '../designing/schema.ts';
export { type CheckedWorkbook, checkWorkbook } from './check-workbook.ts';
export { sayIssue } from '../say-issue.ts';
