import type { ReturnState } from './rules/index.ts';
import type { ReturnHead, Revision } from './sql/returns.ts';
import type { Scan } from './sql/scans.ts';

const isCounted = (state: ReturnState) => state === 'submitted' || state === 'accepted';

/** How a scan stands to the return: of what counts now, or of figures that have changed since. */
export type ShownScan = Scan & { isOutdated: boolean };
export const shownScan = (
  scan: Scan | undefined,
  head: ReturnHead,
  revision: Pick<Revision, 'checksum'> | undefined,
): ShownScan | undefined =>
  scan && {
    ...scan,
    isOutdated: !isCounted(head.state) || scan.rev !== head.rev || scan.checksum !== revision?.checksum,
  };
