import type { Event } from '../bus/event.ts';
import { misuse } from '../errors/misuse.ts';
import type { Hasher } from '../hash/hasher.ts';
import { portableHasher } from '../hash/portable-hasher.ts';
import { createChainWriter } from './chain.ts';
import type { Journal, JournalHead, JournalHeader } from './journal.ts';

/**
 * A journal that keeps events as they are and builds lines and links only when `head()` or
 * `lines()` asks for them. For tests and simulations; nothing survives the process.
 *
 * @param hasher - SHA-256 of the chain. @defaultValue portableHasher
 */
export function createMemoryJournal(hasher: Hasher = portableHasher): Journal {
  const chain = createChainWriter(hasher);
  const lines: string[] = [];
  let unlinked: (readonly Event[])[] = [];
  let begun = false;
  let closed = false;

  const checkOpen = (): void => {
    if (closed) misuse('core/journal-closed', [], closed, 'Make a new journal for a new run.');
  };

  const write = (text: string): void => {
    for (const line of text.slice(0, -1).split('\n')) lines.push(line);
  };

  const link = (): void => {
    const due = unlinked;
    unlinked = [];
    for (const drain of due) write(chain.append(drain));
  };

  return {
    begin(header: JournalHeader): void {
      checkOpen();
      link();
      write(chain.begin(header));
      begun = true;
    },
    append(drain: readonly Event[]): void {
      checkOpen();
      // Let the chain refuse what must not be kept.
      if (begun && drain.length > 0) unlinked.push(drain);
      else chain.append(drain);
    },
    beforeEffects(): void {},
    head(): JournalHead {
      link();
      return chain.head();
    },
    lines(): Iterable<string> {
      link();
      return lines;
    },
    close(): void {
      closed = true;
    },
  };
}
