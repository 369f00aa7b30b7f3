import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Failure } from '#platform/failure.ts';
import { type Answer, type FormDefinition, type Layout } from '../rules/index.ts';
import { AddingUp, type Consolidated } from './adding-up.ts';
import { type CellFault, ReturnReader } from './read-return.ts';
import { Scanner, type Scanned } from './scan-book.ts';

export type RefusedFile = { file: string; code: string; params: Readonly<Record<string, string | number>> };
export type TakenFile = {
  file: string;
  /** Code of the organisation; nothing where the workbook does not say whose it is. */
  organisation: string | null;
  made: string | null;
  way: Scanned['way'];
  /** Cells of the form that are not to be found in the workbook. */
  lost: readonly string[];
  faults: readonly CellFault[];
};
export type FilesConsolidated = Consolidated & {
  taken: number;
  refused: RefusedFile[];
  /** The quarter of the first workbook that says one: others of another are refused. */
  campaign: string | null;
};
type Heard = {
  /** A file has been added: forget it. */
  taken: (file: TakenFile, answers: readonly Answer[]) => void;
  refused: (file: RefusedFile) => void;
};

/** More than any workbook of a form; one byte more than is allowed is enough to refuse a file of any size. */
const LARGEST_FILE = 10 * 1024 * 1024;

/**
 * Workbooks of a form into one, one after another: each is read, added and forgotten, so that memory does not grow with
 * their number. An organisation is added once: the first of its workbooks counts, in the order of `files`.
 */
export function consolidateFiles(
  form: FormDefinition,
  files: Iterable<string>,
  { campaign: wanted, heard }: { campaign?: string | undefined; heard: Heard },
): FilesConsolidated & { layout: Layout } {
  const scanner = new Scanner(form);
  const returns = new ReturnReader(form);
  const sums = new AddingUp(form);
  const reader = new FileReader();
  const seen = new Map<string, string>();
  const refused: RefusedFile[] = [];
  let campaign = wanted;
  const sweep = sweeper();
  for (const file of files) {
    sweep();
    try {
      const scanned = scanner.scan(reader.read(file));
      const { identity } = scanned;
      if (identity) {
        fits(identity, form, campaign);
        const whose = `${identity.municipality} ${identity.organisation}`;
        const other = seen.get(whose);
        if (other !== undefined)
          throw new Failure('conflict', 'scan.twice', { organisation: identity.organisation, other });
        seen.set(whose, file);
        campaign ??= identity.campaign;
      }
      const one = returns.read(scanned);
      sums.add(one);
      heard.taken(
        {
          file,
          organisation: identity?.organisation ?? null,
          made: identity?.made ?? null,
          way: scanned.way,
          lost: scanned.lost,
          faults: one.faults,
        },
        one.answers,
      );
    } catch (error) {
      const no = refusal(file, error);
      refused.push(no);
      heard.refused(no);
    }
  }
  return { ...sums.result(), taken: sums.count, refused, campaign: campaign ?? null, layout: returns.layout };
}

function refusal(file: string, error: unknown): RefusedFile {
  if (error instanceof Failure)
    return { file, code: error.code, params: error.params as RefusedFile['params'] };
  // What a file can do to its reader is the file's fault: the others go on.
  if (error instanceof RangeError) return { file, code: 'workbook.file-damaged', params: {} };
  throw error;
}

function fits(
  identity: NonNullable<Scanned['identity']>,
  { code, version }: FormDefinition,
  campaign: string | undefined,
): void {
  if (identity.format !== '1')
    throw new Failure('invalid', 'scan.format-unknown', { format: identity.format });
  const form = `${code} ${version}`;
  if (!identity.form.split(', ').includes(form))
    throw new Failure('invalid', 'scan.other-form', { form: identity.form, wanted: form });
  if (campaign !== undefined && identity.campaign !== campaign)
    throw new Failure('invalid', 'scan.other-campaign', { campaign: identity.campaign, wanted: campaign });
}

/** One buffer for all files, as large as the largest of them has been. */
class FileReader {
  #buffer = Buffer.allocUnsafe(1 << 18);

  /** What it gives is overwritten by the next. */
  read(file: string): Buffer {
    const handle = opened(file);
    try {
      const stat = fstatSync(handle);
      if (!stat.isFile()) throw new Failure('not-found', 'scan.no-file', {});
      if (stat.size > LARGEST_FILE) throw new Failure('too-large', 'scan.file-large', { megabytes: 10 });
      if (stat.size > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(stat.size * 2);
      let done = 0;
      while (done < stat.size) {
        const more = readSync(handle, this.#buffer, done, stat.size - done, done);
        if (more === 0) break;
        done += more;
      }
      return this.#buffer.subarray(0, done);
    } finally {
      closeSync(handle);
    }
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch {
    throw new Failure('not-found', 'scan.no-file', {});
  }
}

const SWEPT_AFTER = 50;

/**
 * What a file leaves behind is swept away every 50 files. Left to itself, on a busy machine, the collector comes so late
 * that memory grows with the number of files: 205 MB for 5,000.
 */
function sweeper(): () => void {
  setFlagsFromString('--expose-gc');
  const sweep = runInNewContext('gc') as () => void;
  let files = 0;
  return () => {
    if (++files % SWEPT_AFTER === 0) sweep();
  };
}
