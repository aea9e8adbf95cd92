import { assume } from '@plimsoll/core';
import { fitGaussianHmm, type RegimeDetector, viterbiWithLookahead } from '../../src/index.ts';

type Label = 'calm' | 'turbulent';

/** A detector that reads labels from a list it was given: look-ahead by construction. */
export function lookupDetector(labels: readonly Label[]): RegimeDetector<readonly number[], Label> {
  const detector: RegimeDetector<readonly number[], Label> = {
    kind: 'lookup',
    version: 1,
    params: {},
    labels: ['calm', 'turbulent'],
    warmupBars: 1,
    start(from) {
      let index = from === undefined ? 0 : (from.state as number);
      return {
        update() {
          const label = labels[index] ?? 'calm';
          index += 1;
          const law = { calm: label === 'calm' ? 1 : 0, turbulent: label === 'calm' ? 0 : 1 };
          return {
            status: 'ready',
            label,
            probabilities: law,
            predicted: law,
            confidence: 1,
            ageBars: 0,
            diagnostics: {},
          };
        },
        snapshot: () => ({ kind: 'lookup', version: 1, configHash: '', state: index }),
      };
    },
  };
  return detector;
}

/** What five hmmlearn threads back-tested on: the Viterbi path of a full-sample fit. */
export function viterbiDetector(
  data: readonly (readonly number[])[],
): RegimeDetector<readonly number[], Label> {
  if (data.length < 40) return lookupDetector([]);
  const { model } = assume(
    fitGaussianHmm(data, { states: 2, names: ['calm', 'turbulent'], starts: 3 }),
    'fitted',
    'not-converged',
  );
  return lookupDetector(viterbiWithLookahead(model, data).values.path);
}
