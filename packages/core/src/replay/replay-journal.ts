import type { Event } from '../bus/event.ts';
import type { Hasher } from '../hash/hasher.ts';
import { createChainWriter } from '../journal/chain.ts';
import type { Journal, JournalHeader } from '../journal/journal.ts';

/** Hands recomputed events to the comparison and keeps only the chain. */
export interface ReplayJournal extends Journal {
  /** The next recomputed event as JSON text, or `undefined`. */
  take(): string | undefined;
}

/** Makes the journal under a replay, so that `journalHead()` gives agents what it gave them live. */
export function createReplayJournal(hasher: Hasher): ReplayJournal {
  const chain = createChainWriter(hasher);
  let texts: string[] = [];
  let taken = 0;
  return {
    begin(header: JournalHeader): void {
      chain.begin(header);
    },
    append(drain: readonly Event[]): void {
      chain.append(drain);
      if (taken === texts.length) {
        texts = [];
        taken = 0;
      }
      for (const event of drain) texts.push(JSON.stringify(event));
    },
    beforeEffects(): void {},
    head: chain.head,
    lines: () => [],
    close(): void {},
    take: () => (taken < texts.length ? texts[taken++] : undefined),
  };
}
