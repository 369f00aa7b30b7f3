/** Workbooks of a form into one, without a server and without a database. */
export { type CellFault } from './read-return.ts';
export {
  consolidateFiles,
  type FilesConsolidated,
  type RefusedFile,
  type TakenFile,
} from './consolidate-files.ts';
export { readAnyForm } from '../designing/schema.ts';
