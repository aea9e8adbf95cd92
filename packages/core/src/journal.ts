// The record of a run: keep it, verify it, replay it. The journal file is in @plimsoll/core/node.

export {
  type Journal,
  type JournalHead,
  type JournalHeader,
  journalFormat,
} from './journal/journal.ts';
export { createMemoryJournal } from './journal/memory-journal.ts';
export type { ChainFault, DroppedTail } from './journal/scan-journal.ts';
export {
  type JournalVerification,
  type VerifyJournalOptions,
  verifyJournal,
} from './journal/verify-journal.ts';
export {
  type ReplayDifference,
  type ReplayOptions,
  type ReplayOutcome,
  type ReplaySetup,
  replay,
} from './replay/replay.ts';
