import type { Event } from '../bus/event.ts';
import type { Hasher } from '../hash/hasher.ts';
import { type ChainPosition, chainStart, linkHash, splitLink } from './chain.ts';
import type { JournalHeader } from './journal.ts';

/** The first fault in a chain. */
export interface ChainFault {
  /** Line of the link that does not hold, from 1. */
  readonly line: number;
  /** What is wrong, one sentence. */
  readonly reason: string;
}

/** Lines after the last link: a drain that was not finished, never an error. */
export interface DroppedTail {
  /** First dropped line, from 1. */
  readonly line: number;
  /** Number of dropped lines. */
  readonly lines: number;
}

/** One link and the lines it covers. */
export interface ScannedLink {
  /** Line of the first event or header, from 1. */
  readonly line: number;
  /** Texts as written, the last without its link. */
  readonly texts: readonly string[];
  /** Header of the run when this link starts one. */
  readonly header: JournalHeader | null;
  /** The link itself. */
  readonly hash: string;
}

/** How a scan ended. */
export interface ScanEnd {
  /** Where the chain stands after the last link that holds. */
  readonly position: ChainPosition;
  /** The first fault, or `null`. */
  readonly fault: ChainFault | null;
  /** What stands after the last link, or `null`. */
  readonly dropped: DroppedTail | null;
}

const parseHeader = (text: string): JournalHeader | null => {
  if (!text.startsWith('{"header":')) return null;
  try {
    return (JSON.parse(`${text}}`) as { readonly header: JournalHeader }).header;
  } catch {
    return null;
  }
};

const seqOf = (text: string): number => {
  try {
    return (JSON.parse(`${text}}`) as Event).seq;
  } catch {
    return Number.NaN;
  }
};

/**
 * Walks the lines of a journal link by link. The callback sees only links that hold, and may
 * return `false` to end the scan. Lines after the last link are reported and dropped.
 */
export function scanJournal(
  lines: Iterable<string>,
  hasher: Hasher,
  onLink: (link: ScannedLink) => boolean,
): ScanEnd {
  let { head, epoch } = chainStart;
  let fault: ChainFault | null = null;
  let texts: string[] = [];
  let lineNumber = 0;
  let lastText = '';

  const end = (): ScanEnd => {
    // The last seq is parsed once here, not on every link.
    const seq = lastText === '' ? 0 : seqOf(lastText);
    const first = lineNumber - texts.length + 1;
    const dropped =
      texts.length === 0 || fault !== null ? null : { line: first, lines: texts.length };
    return { position: { head: { ...head, seq }, epoch }, fault, dropped };
  };

  for (const line of lines) {
    lineNumber++;
    const link = splitLink(line);
    texts.push(link === undefined ? line : link.body);
    if (link === undefined) continue;

    const text = texts.length === 1 ? link.body : texts.join('\n');
    if (linkHash(hasher, head.hash, text) !== link.hash) {
      fault = { line: lineNumber, reason: 'the link does not match the lines before it' };
      return end();
    }
    const header = texts.length === 1 ? parseHeader(link.body) : null;
    if (header === null && head.links === 0) {
      fault = { line: lineNumber, reason: 'the journal does not begin with a header' };
      return end();
    }
    if (header !== null && !(header.epoch > epoch)) {
      fault = { line: lineNumber, reason: 'a run does not raise the epoch' };
      return end();
    }
    const covered = texts;
    texts = [];
    head = { ...head, hash: link.hash, links: head.links + 1 };
    if (header !== null) epoch = header.epoch;
    lastText = header === null ? link.body : '';
    const first = lineNumber - covered.length + 1;
    if (!onLink({ line: first, texts: covered, header, hash: link.hash })) return end();
  }
  // A file that ends in a line feed has an empty last line for some readers.
  if (texts.length === 1 && texts[0] === '') texts = [];
  return end();
}
