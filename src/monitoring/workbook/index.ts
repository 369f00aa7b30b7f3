/** A return as a workbook: laid out, written, read back (docs/decisions/0011-workbooks.md). */
export { type Book, type Identity, signedText } from './book.ts';
export { type BookContent, type BookDuty, type BookQuestion } from './book-content.ts';
export { planBook } from './plan.ts';
export { writeBook } from './write.ts';
export { type FoundBook, type FoundField, findFields } from './find-fields.ts';
export { readInWorker, unpackInWorker } from './read-in-worker.ts';
export { type FieldType } from './field-types.ts';
export { type ArchivedFile, MOST_FILES } from './open-archive.ts';
