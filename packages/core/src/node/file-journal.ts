import { closeSync, existsSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { Event } from '../bus/event.ts';
import { checkNumber, checkOneOf } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { Hasher } from '../hash/hasher.ts';
import { chainStart, createChainWriter } from '../journal/chain.ts';
import type { Journal, JournalHeader } from '../journal/journal.ts';
import type { DroppedTail } from '../journal/scan-journal.ts';
import { nodeHasher } from './node-hasher.ts';
import { readLines } from './read-lines.ts';
import { type RecoveredJournal, recoverJournal } from './recover-journal.ts';

/**
 * When a drain is safe.
 *
 * - `memory`: at `close`; for simulations that must not wait for a disk.
 * - `buffered`: when 64 KiB have gathered, and at `close`; a crash of the process loses the rest.
 * - `{ groupMs }`: on the disk at the latest that many ms after it was appended.
 * - `per-effect`: on the disk before any effect of that drain leaves the process. Crash-safe.
 */
export type Durability = 'memory' | 'buffered' | 'per-effect' | { readonly groupMs: number };

/** Options of {@link createFileJournal}. */
export interface FileJournalOptions {
  /** When a drain is safe. @defaultValue `buffered` */
  readonly durability?: Durability;
  /** SHA-256 of the chain. @defaultValue nodeHasher */
  readonly hasher?: Hasher;
}

/** Durability of a file journal that says nothing else. */
export const fileJournalDefaults: { readonly durability: Durability } = { durability: 'buffered' };

/** A journal in a file. */
export interface FileJournal extends Journal {
  /** What a crash had left after the last link; cut off when the file was opened. */
  readonly dropped: DroppedTail | null;
}

const bufferCharacters = 1 << 16;

const checkDurability = (durability: Durability): void => {
  const code = 'core/invalid-durability';
  if (typeof durability === 'object') {
    checkNumber(durability.groupMs, code, ['durability', 'groupMs'], { min: 0 });
  } else {
    checkOneOf(durability, ['memory', 'buffered', 'per-effect'], code, ['durability']);
  }
};

/**
 * Opens a JSON-lines journal, or continues one: the chain is verified first, and a drain that a
 * crash left unfinished is cut off and reported, never fatal.
 *
 * @throws PlimsollError `core/broken-chain` when the file was changed, `core/invalid-durability`.
 *
 * @example
 * ```ts
 * const journal = createFileJournal('out/journal.jsonl', { durability: 'per-effect' });
 * const bus = createBus({ clock: createSystemClock(), epoch, journal });
 * ```
 */
export function createFileJournal(path: string, options: FileJournalOptions = {}): FileJournal {
  const { hasher = nodeHasher, durability = fileJournalDefaults.durability } = options;
  checkDurability(durability);
  const recovered: RecoveredJournal = existsSync(path)
    ? recoverJournal(path, hasher)
    : { position: chainStart, dropped: null };
  const chain = createChainWriter(hasher, recovered.position);
  const file = openSync(path, 'a');
  let buffer = '';
  let unsynced = false;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let failure: unknown = null;

  const write = (): void => {
    if (buffer === '') return;
    const bytes = Buffer.from(buffer);
    buffer = '';
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    unsynced = true;
  };
  const sync = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    write();
    if (unsynced) fdatasyncSync(file);
    unsynced = false;
  };
  // Nobody stands above a timer: the next append reports what it met.
  const syncLater = (): void => {
    try {
      sync();
    } catch (error) {
      failure = error;
    }
  };
  const put = (text: string): void => {
    buffer += text;
    if (durability === 'memory') return;
    if (buffer.length >= bufferCharacters) write();
    if (typeof durability === 'object') timer ??= setTimeout(syncLater, durability.groupMs);
  };
  const checkOpen = (): void => {
    if (closed) misuse('core/journal-closed', [], path, 'Open the file again for a new run.');
    if (failure !== null) misuse('core/journal-failed', [], path, 'Mend the disk.', failure);
  };

  return {
    dropped: recovered.dropped,
    begin(header: JournalHeader): void {
      checkOpen();
      put(chain.begin(header));
    },
    append(drain: readonly Event[]): void {
      checkOpen();
      put(chain.append(drain));
    },
    beforeEffects(): void {
      if (durability === 'per-effect') sync();
    },
    head: chain.head,
    lines(): Iterable<string> {
      if (!closed) write();
      return readLines(path);
    },
    close(): void {
      if (closed) return;
      sync();
      closed = true;
      closeSync(file);
    },
  };
}
