// What needs Node: the journal file and OpenSSL's SHA-256. Everything else runs in browsers too.

export {
  createFileJournal,
  type Durability,
  type FileJournal,
  type FileJournalOptions,
  fileJournalDefaults,
} from './node/file-journal.ts';
export { nodeHasher } from './node/node-hasher.ts';
export { readLines } from './node/read-lines.ts';
