import { checkNumber, configHash, type Snapshot, snapshotState } from '@plimsoll/core';
import type { Feature, LiveFeature } from '../../src/index.ts';

type Input = { readonly close: number };
interface State {
  readonly bars: number;
  readonly highest: number;
}

/** The highest close so far from the second bar on: a feature written without `defineFeature`. */
export function highestClose(): Feature<Input> {
  const kind = 'highest-close';
  const identity = { kind, version: 1, configHash: configHash({ kind, params: {} }) };
  const start = (from?: Snapshot): LiveFeature<Input> => {
    let state: State = { bars: 0, highest: 0 };
    if (from !== undefined) state = snapshotState(from, identity) as unknown as State;
    const next = (input: Input): State => {
      const close = checkNumber(input?.close, 'test/bad-close', ['close'], { min: 0 });
      return { bars: state.bars + 1, highest: Math.max(state.highest, close) };
    };
    const reading = ({ bars, highest }: State): number | undefined =>
      bars >= 2 ? highest : undefined;
    return {
      update(input) {
        state = next(input);
        return reading(state);
      },
      peek: (input) => reading(next(input)),
      snapshot: () => ({ ...identity, state: { ...state } }),
    };
  };
  return { kind, version: 1, params: {}, warmupBars: 2, start };
}
