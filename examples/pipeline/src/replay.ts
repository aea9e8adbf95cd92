// npm run replay: verifies out/journal.jsonl and recomputes every derived event.

import { existsSync } from 'node:fs';
import { PlimsollError } from '@plimsoll/core';
import { readLines } from '@plimsoll/core/node';
import { JOURNAL_PATH } from './output-paths.ts';
import { startProgress } from './progress.ts';
import { replayPipeline } from './system/replay-pipeline.ts';

const path = process.argv[2] ?? JOURNAL_PATH;

const run = (): number => {
  if (!existsSync(path)) {
    console.error(`No journal at ${path}. Run npm start first.`);
    return 1;
  }
  const progress = startProgress('replay');
  const started = performance.now();
  const outcome = replayPipeline(readLines(path), { onProgress: progress.update });
  progress.stop();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  switch (outcome.status) {
    case 'identical':
      console.log(
        `identical: ${outcome.derived} derived events recomputed from ${outcome.inputs} inputs in ${seconds} s`,
      );
      console.log(`head ${outcome.head.hash} after ${outcome.head.links} links`);
      return outcome.dropped === null ? 0 : 1;
    case 'differs': {
      const { line, event, type, recorded, recomputed } = outcome.difference;
      console.error(`differs first at line ${line}: ${type} ${event}`);
      console.error(`  recorded   ${recorded ?? 'nothing'}`);
      console.error(`  recomputed ${recomputed ?? 'nothing'}`);
      return 1;
    }
    case 'broken-chain':
      console.error(`broken chain: ${JSON.stringify(outcome.fault)}`);
      return 1;
    default:
      console.error('cancelled');
      return 1;
  }
};

try {
  process.exitCode = run();
} catch (error) {
  if (!PlimsollError.is(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
