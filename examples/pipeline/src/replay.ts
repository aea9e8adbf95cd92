// npm run replay [-- path]: verifies a journal, out/journal.jsonl if none is named, and recomputes
// every derived event.

import { replayJob } from './replay-job.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await replayJob(process.argv.slice(2), processTerminal);
