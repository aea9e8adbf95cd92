import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { misuse } from '../errors/misuse.ts';
import type { Hasher } from '../hash/hasher.ts';
import type { ChainPosition } from '../journal/chain.ts';
import { type DroppedTail, scanJournal } from '../journal/scan-journal.ts';
import { readLines } from './read-lines.ts';

/** Where a journal file stands, and what had to be cut off. */
export interface RecoveredJournal {
  /** Where its chain stands. */
  readonly position: ChainPosition;
  /** What stood after the last link, or `null`. */
  readonly dropped: DroppedTail | null;
}

/**
 * Verifies a journal file and cuts off what stands after its last link. A file whose chain is
 * broken is left untouched and refused with `core/broken-chain`.
 */
export function recoverJournal(path: string, hasher: Hasher): RecoveredJournal {
  let readBytes = 0;
  let linkedBytes = 0;
  const counted = function* (): Generator<string> {
    for (const line of readLines(path)) {
      readBytes += Buffer.byteLength(line) + 1;
      yield line;
    }
  };
  const { position, fault, dropped } = scanJournal(counted(), hasher, () => {
    linkedBytes = readBytes;
    return true;
  });
  if (fault !== null) {
    const remedy = `Keep this file as evidence and start another: ${fault.reason}.`;
    misuse('core/broken-chain', ['path', fault.line], path, remedy);
  }
  // Torn exactly before the line feed: the link is whole.
  if (statSync(path).size === linkedBytes - 1) appendFileSync(path, '\n');
  else truncateSync(path, linkedBytes);
  return { position, dropped };
}
