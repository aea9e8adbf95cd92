import { expect, test } from 'vitest';
import { createLattice, forward } from '../../src/hmm/forward.ts';
import { smoothInPlace, viterbi } from '../../src/hmm/with-lookahead.ts';
import golden from '../golden/hmm-reference.json' with { type: 'json' };

const { umbrella } = golden;
const initial = Float64Array.from(umbrella.startprob);
const transition = Float64Array.from(umbrella.transmat.flat());
const logs = Float64Array.from(umbrella.emission_likelihood.flat().map(Math.log));

test('the umbrella world: likelihood, filtered, smoothed and Viterbi', () => {
  const lattice = createLattice(5, 2);
  lattice.densities.set(logs);
  expect(forward(lattice, initial, transition)).toBeCloseTo(umbrella.loglik, 12);
  Array.from(lattice.filtered).forEach((value, i) => {
    expect(value).toBeCloseTo(umbrella.filtered.flat()[i] as number, 12);
  });
  smoothInPlace(lattice, transition);
  Array.from(lattice.filtered).forEach((value, i) => {
    expect(value).toBeCloseTo(umbrella.smoothed.flat()[i] as number, 12);
  });
  const best = viterbi(logs, initial, transition, 5);
  expect(Array.from(best.path)).toEqual(umbrella.viterbi);
  expect(best.logDensity).toBeCloseTo(umbrella.viterbi_logprob, 4);
});
