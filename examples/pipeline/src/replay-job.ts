import { existsSync } from 'node:fs';
import type { ReplayOutcome } from '@plimsoll/core/journal';
import { readLines } from '@plimsoll/core/node';
import { shownPath, userPath } from './data/select-market.ts';
import { OUT_FOLDER, outputPaths } from './output-paths.ts';
import { replayPipeline } from './system/replay-pipeline.ts';
import { refusalAsCode, type Terminal } from './terminal.ts';

const tell = (outcome: ReplayOutcome, { log, error }: Terminal, seconds: string): number => {
  switch (outcome.status) {
    case 'identical': {
      const { derived, inputs, head, dropped } = outcome;
      log(`identical: ${derived} derived events recomputed from ${inputs} inputs in ${seconds} s`);
      log(`head ${head.hash} after ${head.links} links`);
      if (dropped === null) return 0;
      error(`dropped: ${dropped.lines} lines without a link, from line ${dropped.line} on`);
      return 1;
    }
    case 'differs': {
      const { line, event, type, recorded, recomputed } = outcome.difference;
      error(`differs first at line ${line}: ${type} ${event}`);
      error(`  recorded   ${recorded ?? 'nothing'}`);
      error(`  recomputed ${recomputed ?? 'nothing'}`);
      return 1;
    }
    case 'broken-chain':
      error(`broken chain at line ${outcome.fault.line}: ${outcome.fault.reason}`);
      return 1;
    default:
      error('cancelled');
      return 1;
  }
};

/**
 * Verifies a journal and recomputes it.
 *
 * @returns the exit code: 0 only when the whole journal is there and every event is identical.
 */
export function replayJob(args: readonly string[], terminal: Terminal): Promise<number> {
  return refusalAsCode(terminal, () => {
    const [named] = args;
    const path = named === undefined ? outputPaths(OUT_FOLDER).journal : userPath(named);
    if (!existsSync(path)) {
      terminal.error(`No journal at ${shownPath(path)}. Run npm start first.`);
      return 1;
    }
    const progress = terminal.startProgress('replay');
    const started = performance.now();
    const outcome = replayPipeline(readLines(path), { onProgress: progress.update });
    progress.stop();
    return tell(outcome, terminal, ((performance.now() - started) / 1000).toFixed(1));
  });
}
