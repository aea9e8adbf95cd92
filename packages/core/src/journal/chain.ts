import type { Event } from '../bus/event.ts';
import { misuse } from '../errors/misuse.ts';
import type { Hasher } from '../hash/hasher.ts';
import type { JournalHead, JournalHeader } from './journal.ts';

/** The hash before the first link. */
export const genesisHash: string = '0'.repeat(64);

const suffixLength = 75;

/** The next link: SHA-256 over the previous link, a line feed and the drain up to its own link. */
export function linkHash(hasher: Hasher, previous: string, text: string): string {
  return hasher.sha256(`${previous}\n${text}`);
}

/** The link at the end of a line and what stands before it, or `undefined` if it carries none. */
export function splitLink(
  line: string,
): { readonly body: string; readonly hash: string } | undefined {
  const at = line.length - suffixLength;
  if (at < 1 || !line.startsWith(',"hash":"', at) || !line.endsWith('"}')) return undefined;
  const hash = line.slice(at + 9, -2);
  return /^[0-9a-f]{64}$/.test(hash) ? { body: line.slice(0, at), hash } : undefined;
}

/** Turns runs and drains into chained lines, and checks the order of calls. */
export interface ChainWriter {
  /** Lines of a new run, with line end. Throws `core/epoch-not-raised`. */
  begin(header: JournalHeader): string;
  /** Lines of a drain, with line ends. Throws `core/journal-not-begun`, `core/empty-drain`. */
  append(drain: readonly Event[]): string;
  /** The last link. */
  head(): JournalHead;
}

/** Where a chain stands: what a reopened journal continues from. */
export interface ChainPosition {
  /** The last link. */
  readonly head: JournalHead;
  /** Epoch of the last run, `-1` if there was none. */
  readonly epoch: number;
}

/** The empty chain. */
export const chainStart: ChainPosition = {
  head: { hash: genesisHash, seq: 0, links: 0 },
  epoch: -1,
};

/** Makes a writer that continues at `from`. */
export function createChainWriter(hasher: Hasher, from: ChainPosition = chainStart): ChainWriter {
  let { head, epoch } = from;
  let begun = false;

  const link = (text: string, seq: number): string => {
    const body = text.slice(0, -1);
    const hash = linkHash(hasher, head.hash, body);
    head = { hash, seq, links: head.links + 1 };
    return `${body},"hash":"${hash}"}\n`;
  };

  return {
    begin(header: JournalHeader): string {
      if (header.epoch <= epoch) {
        misuse('core/epoch-not-raised', ['epoch'], header.epoch, `Give at least ${epoch + 1}.`);
      }
      epoch = header.epoch;
      begun = true;
      return link(JSON.stringify({ header }), 0);
    },
    append(drain: readonly Event[]): string {
      if (!begun) {
        misuse('core/journal-not-begun', [], begun, 'Start the host, or call begin with a header.');
      }
      const last = drain.at(-1);
      if (last === undefined)
        return misuse('core/empty-drain', [], drain, 'Give at least one event.');
      let text = '';
      for (let i = 0; i < drain.length - 1; i++) text += `${JSON.stringify(drain[i])}\n`;
      return link(text + JSON.stringify(last), last.seq);
    },
    head: () => head,
  };
}
