import type { AnyEvent, Vocabulary } from '@plimsoll/core';
import { createMemoryJournal, type JournalHeader } from '@plimsoll/core/journal';
import { nodeHasher } from '@plimsoll/core/node';
import type { MarketData } from '../../src/data/market-data.ts';
import { mainRun, type RunOptions } from '../../src/system/run-options.ts';
import { type FinishedRun, type RunSetup, runPipeline } from '../../src/system/run-pipeline.ts';

/** Any event of the pipeline, as it stands in a journal. */
export type Recorded = AnyEvent<Vocabulary>;

/** An event of one type. */
export type RecordedOf<Type extends Recorded['type']> = Extract<Recorded, { type: Type }>;

/** A run with everything its journal holds. */
export interface RecordedRun extends FinishedRun {
  readonly market: MarketData;
  readonly options: RunOptions;
  readonly lines: readonly string[];
  readonly events: readonly Recorded[];
}

/** Options of the tests: a year behind each covariance, so that a short market decides often. */
export const shortRun: RunOptions = { ...mainRun, windowMonths: 12 };

/** Events of a journal's lines, without headers. */
export const eventsOf = (lines: Iterable<string>): readonly Recorded[] =>
  [...lines].slice(1).map((line) => JSON.parse(line) as Recorded);

/** Those of one type. */
export const ofType = <Type extends Recorded['type']>(
  events: readonly Recorded[],
  type: Type,
): readonly RecordedOf<Type>[] =>
  events.filter((event): event is RecordedOf<Type> => event.type === type);

/** Runs a market through the whole chain and keeps the journal. */
export const recordedRun = async (
  market: MarketData,
  options: RunOptions = shortRun,
  setup: Omit<RunSetup, 'journal'> = {},
): Promise<RecordedRun> => {
  const journal = createMemoryJournal(nodeHasher);
  const selected = { market, selection: { kind: 'vega-datasets' } } as const;
  const finished = await runPipeline(selected, options, { ...setup, journal });
  const lines = [...journal.lines()];
  return { ...finished, market, options, lines, events: eventsOf(lines) };
};

/** What may be changed before the chain is made anew. */
export interface JournalEdit {
  readonly header?: (header: JournalHeader) => JournalHeader;
  readonly event?: (event: Recorded) => Recorded;
}

/** The same journal with some content changed and a chain that holds again. */
export const rechained = (lines: readonly string[], edit: JournalEdit): readonly string[] => {
  const journal = createMemoryJournal(nodeHasher);
  let drain: Recorded[] = [];
  for (const line of lines) {
    const { hash, ...rest } = JSON.parse(line) as Record<string, unknown>;
    if ('header' in rest) {
      const header = rest['header'] as JournalHeader;
      journal.begin(edit.header?.(header) ?? header);
      continue;
    }
    const event = rest as unknown as Recorded;
    drain.push(edit.event?.(event) ?? event);
    if (hash === undefined) continue;
    journal.append(drain);
    drain = [];
  }
  return [...journal.lines()];
};
