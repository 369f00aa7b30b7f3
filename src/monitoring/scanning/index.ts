/** Workbooks of a form into one, without a server and without a database. */
export { type CellFault } from './adding-up.ts';
export {
  consolidateFiles,
  type FilesConsolidated,
  type RefusedFile,
  type TakenFile,
} from './consolidate-files.ts';
