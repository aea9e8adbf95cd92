import type { Vocabulary, WorkOptions } from '@plimsoll/core';
import { createSimulatedClock } from '@plimsoll/core';
import { createBus, runSimulation } from '@plimsoll/core/host';
import { createMemoryJournal, type Journal, type JournalHead } from '@plimsoll/core/journal';
import { nodeHasher } from '@plimsoll/core/node';
import type { SelectedMarket } from '../data/select-market.ts';
import { buildHost } from './build-host.ts';
import { FEED, inputsOf, OPERATIONS, startOf } from './inputs.ts';
import type { RunOptions } from './run-options.ts';
import { emptyRecord, note, type RunRecord } from './run-record.ts';

/** Sources of the bus besides the built-in ones and the agents. */
export const sources: Readonly<Record<string, 'input'>> = {
  [FEED]: 'input',
  [OPERATIONS]: 'input',
};

/** A finished run. */
export interface FinishedRun {
  /** What happened. */
  readonly record: RunRecord;
  /** The last link of its journal. */
  readonly head: JournalHead;
}

/**
 * Replays the market's history through the whole chain on a simulated clock.
 *
 * @param journal - Where the run is recorded. @defaultValue memory
 */
export async function runPipeline(
  { market, selection }: SelectedMarket,
  options: RunOptions,
  journal: Journal = createMemoryJournal(nodeHasher),
  work: WorkOptions = {},
): Promise<FinishedRun> {
  const clock = createSimulatedClock(startOf(market));
  const bus = createBus<Vocabulary>({ clock, epoch: 0, sources, journal, strict: true });
  const record = emptyRecord();
  bus.tap((event) => note(record, event));
  const host = buildHost({ bus, market, options, selection });
  const halted = () => {
    const last = record.states.findLast(({ payload }) => payload.machine === 'drawdown');
    return last?.payload.to === 'halted' ? last.at : null;
  };
  const total = (market.index?.days.length ?? 0) + market.months.length * market.assets.length;
  runSimulation<Vocabulary>({
    host,
    clock,
    events: inputsOf(market, { haltedAt: halted }),
    ...(work.signal === undefined ? {} : { signal: work.signal }),
    ...(work.onProgress === undefined
      ? {}
      : { onProgress: (done: number) => work.onProgress?.(Math.min(done, total), total) }),
  });
  await host.stop('completed');
  return { record, head: journal.head() };
}
