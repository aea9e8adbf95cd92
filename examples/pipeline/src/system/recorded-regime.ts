import { configHash } from '@plimsoll/core';
import type { ReadyRegimeReading, RegimeDetector } from '@plimsoll/regime';
import type { RegimeFeed } from '@plimsoll/regime/agent';
import type { DatedReading } from '../study/regime-path.ts';
import { INDEX } from './run-options.ts';
import type { RunRecord } from './run-record.ts';

/** The regime readings that a run published, with the close up to which each used data. */
export function readingsOf(record: RunRecord): readonly DatedReading[] {
  return record.regimes.map(({ payload }) => {
    const { label, probabilities, predicted, confidence, ageBars, diagnostics, knownAt } = payload;
    const reading: ReadyRegimeReading = {
      status: 'ready',
      label,
      probabilities,
      predicted,
      confidence,
      ageBars,
      diagnostics,
    };
    return { closeAt: knownAt, reading };
  });
}

/** A detector that has read already, and where it finds what it read. */
export interface RecordedRegime {
  /** Answers with what it is given. */
  readonly detector: RegimeDetector<ReadyRegimeReading, string>;
  /** Finds the reading of each bar by the time at which the bar was known. */
  readonly feed: RegimeFeed<ReadyRegimeReading>;
}

/**
 * The readings of a finished run, told again bar by bar. A comparison run over the same index with
 * the same model would spend a second on fitting the very same ones.
 */
export function recordedRegime(
  readings: readonly DatedReading[],
  labels: readonly string[],
): RecordedRegime {
  const at = new Map(readings.map(({ closeAt, reading }) => [closeAt, reading]));
  const definition = { kind: 'recorded', version: 1, params: {} };
  return {
    detector: {
      ...definition,
      labels,
      warmupBars: 1,
      start: () => ({
        update: (reading) => reading,
        snapshot: () => ({
          kind: definition.kind,
          version: definition.version,
          configHash: configHash(definition),
          state: null,
        }),
      }),
    },
    feed: {
      event: 'market.bar',
      instrumentId: INDEX,
      start: () => (bar) => at.get(bar.knownAt) ?? null,
    },
  };
}
