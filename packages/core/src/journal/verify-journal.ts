import type { Hasher } from '../hash/hasher.ts';
import { portableHasher } from '../hash/portable-hasher.ts';
import type { JournalHead } from './journal.ts';
import { type ChainFault, type DroppedTail, scanJournal } from './scan-journal.ts';

/** Options of {@link verifyJournal}. */
export interface VerifyJournalOptions {
  /** SHA-256 of the chain. @defaultValue portableHasher */
  readonly hasher?: Hasher;
  /**
   * A head kept elsewhere. The journal must contain that very link; without an anchor a journal cut
   * off after any link, or rewritten from some link on, cannot be told from a whole one.
   */
  readonly anchor?: Pick<JournalHead, 'hash' | 'links'>;
}

/** What {@link verifyJournal} found. */
export type JournalVerification =
  | {
      /** Every link holds, and the anchor, if given, is in the chain. */
      readonly status: 'intact';
      /** The last link. */
      readonly head: JournalHead;
      /** Number of runs. */
      readonly runs: number;
      /** Number of events. */
      readonly events: number;
      /** What stands after the last link, or `null`. */
      readonly dropped: DroppedTail | null;
    }
  | {
      /** A line was changed, added, removed or moved, or the anchor is missing. */
      readonly status: 'broken-chain';
      /** The first fault. */
      readonly fault: ChainFault;
      /** The last link that holds. */
      readonly head: JournalHead;
    };

/**
 * Checks the hash chain of a journal without replaying it.
 *
 * @param lines - Lines without line ends, e.g. `journal.lines()` or `readLines(path)`.
 */
export function verifyJournal(
  lines: Iterable<string>,
  options: VerifyJournalOptions = {},
): JournalVerification {
  const { hasher = portableHasher, anchor } = options;
  let links = 0;
  let runs = 0;
  let events = 0;
  let anchored: string | null = null;
  const { position, fault, dropped } = scanJournal(lines, hasher, ({ texts, header, hash }) => {
    links++;
    if (links === anchor?.links) anchored = hash;
    if (header === null) events += texts.length;
    else runs++;
    return true;
  });
  const { head } = position;
  if (fault !== null) return { status: 'broken-chain', fault, head };
  if (links === 0) {
    const empty = { line: 1, reason: 'there is no header' };
    return { status: 'broken-chain', fault: empty, head };
  }
  if (anchor !== undefined && anchored !== anchor.hash) {
    const reason =
      links < anchor.links
        ? `the journal ends at link ${links}, before the anchored link ${anchor.links}`
        : `link ${anchor.links} is not the anchored one`;
    return { status: 'broken-chain', fault: { line: 1, reason }, head };
  }
  return { status: 'intact', head, runs, events, dropped };
}
