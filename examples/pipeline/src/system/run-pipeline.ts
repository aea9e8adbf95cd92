import type { Vocabulary, WorkOptions } from '@plimsoll/core';
import { createSimulatedClock } from '@plimsoll/core';
import { createBus, runSimulation } from '@plimsoll/core/host';
import { createMemoryJournal, type Journal, type JournalHead } from '@plimsoll/core/journal';
import { nodeHasher } from '@plimsoll/core/node';
import type { SelectedMarket } from '../data/select-market.ts';
import type { DatedReading } from '../study/regime-path.ts';
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

/** What a run may be given besides data and options. */
export interface RunSetup extends WorkOptions {
  /** Where the run is recorded. @defaultValue memory */
  readonly journal?: Journal;
  /** Regime readings of another run; such a run cannot be replayed. @defaultValue fitted in the run */
  readonly readings?: readonly DatedReading[];
}

/** Takes the market's history through the whole chain on a simulated clock. */
export async function runPipeline(
  { market, selection }: SelectedMarket,
  options: RunOptions,
  setup: RunSetup = {},
): Promise<FinishedRun> {
  const { journal = createMemoryJournal(nodeHasher), readings, signal, onProgress } = setup;
  const clock = createSimulatedClock(startOf(market));
  const bus = createBus<Vocabulary>({ clock, epoch: 0, sources, journal, strict: true });
  const record = emptyRecord();
  bus.tap((event) => note(record, event));
  const host = buildHost({
    bus,
    market,
    options,
    selection,
    ...(readings === undefined ? {} : { readings }),
  });
  const haltedAt = () => {
    const last = record.states.findLast(({ payload }) => payload.machine === 'drawdown');
    return last?.payload.to === 'halted' ? last.at : null;
  };
  const total = (market.index?.days.length ?? 0) + market.months.length * market.assets.length;
  runSimulation<Vocabulary>({
    host,
    clock,
    events: inputsOf(market, { haltedAt }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: (done: number) => onProgress(Math.min(done, total), total) }),
  });
  await host.stop('completed');
  return { record, head: journal.head() };
}
