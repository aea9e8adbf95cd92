import type { Vocabulary, WorkOptions } from '@plimsoll/core';
import { createBus } from '@plimsoll/core/host';
import { type ReplayOutcome, replay } from '@plimsoll/core/journal';
import { nodeHasher } from '@plimsoll/core/node';
import { type DataSelection, selectMarket } from '../data/select-market.ts';
import { buildHost } from './build-host.ts';
import type { RunOptions } from './run-options.ts';
import { sources } from './run-pipeline.ts';

/** What a run wrote into its journal's header. */
interface RunNotes {
  readonly options: RunOptions;
  readonly selection: DataSelection;
}

/**
 * Verifies the chain of a journal and recomputes every derived event from its inputs. Bars, timers
 * and requests come from the journal; only the calendar and names are read from the data again.
 */
export function replayPipeline(lines: Iterable<string>, work: WorkOptions = {}): ReplayOutcome {
  return replay<Vocabulary>(lines, {
    ...work,
    hasher: nodeHasher,
    host: ({ clock, journal, header }) => {
      const { options, selection } = header.notes as unknown as RunNotes;
      const bus = createBus<Vocabulary>({
        clock,
        journal,
        epoch: header.epoch,
        sources,
        strict: true,
      });
      return buildHost({ bus, ...selectMarket(selection), options });
    },
  });
}
