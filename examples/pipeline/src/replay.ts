// npm run replay [-- path]: verifies a journal, out/journal.jsonl if none is named, and recomputes
// every derived event.

import { existsSync } from 'node:fs';
import { PlimsollError } from '@plimsoll/core';
import { readLines } from '@plimsoll/core/node';
import { shownPath, userPath } from './data/select-market.ts';
import { OUT_FOLDER, outputPaths } from './output-paths.ts';
import { startProgress } from './progress.ts';
import { replayPipeline } from './system/replay-pipeline.ts';

const named = process.argv[2];
const path = named === undefined ? outputPaths(OUT_FOLDER).journal : userPath(named);

const run = (): number => {
  if (!existsSync(path)) {
    console.error(`No journal at ${shownPath(path)}. Run npm start first.`);
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
      if (outcome.dropped === null) return 0;
      console.error(
        `dropped: from line ${outcome.dropped.line} on, ${outcome.dropped.lines} without a link`,
      );
      return 1;
    case 'differs': {
      const { line, event, type, recorded, recomputed } = outcome.difference;
      console.error(`differs first at line ${line}: ${type} ${event}`);
      console.error(`  recorded   ${recorded ?? 'nothing'}`);
      console.error(`  recomputed ${recomputed ?? 'nothing'}`);
      return 1;
    }
    case 'broken-chain':
      console.error(`broken chain at line ${outcome.fault.line}: ${outcome.fault.reason}`);
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
