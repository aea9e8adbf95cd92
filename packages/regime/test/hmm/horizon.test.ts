import { describe, expect, test } from 'vitest';
import { stationaryLaw } from '../../src/hmm/stationary-law.ts';
import {
  exitProbability,
  expectedDurationBars,
  type GaussianHmm,
  stateProbabilities,
  stationaryProbabilities,
} from '../../src/index.ts';
import golden from '../golden/hmm-reference.json' with { type: 'json' };

const chain = (rows: readonly (readonly number[])[]): GaussianHmm => {
  const labels = rows.map((_, k) => `s${k}`);
  const law = (row: readonly number[]): Record<string, number> =>
    Object.fromEntries(labels.map((label, j) => [label, row[j] as number]));
  return {
    kind: 'gaussian-hmm',
    version: 1,
    labels,
    columns: ['x'],
    initial: law(rows.map(() => 1 / rows.length)),
    transition: Object.fromEntries(rows.map((row, i) => [`s${i}`, law(row)])),
    emissions: Object.fromEntries(
      labels.map((label, k) => [label, { mean: [k], covariance: [[1]] }]),
    ),
  };
};

const hamilton = golden.hamilton_h_step;
const gnp = chain(hamilton.transmat_rows_from);

describe('Hamilton (1989): recessions and expansions', () => {
  test('state probabilities after two and four quarters', () => {
    for (const [horizon, rows] of [
      [2, hamilton.A2],
      [4, hamilton.A4],
    ] as const) {
      rows.forEach((row, i) => {
        const now = { s0: i === 0 ? 1 : 0, s1: i === 1 ? 1 : 0 };
        const ahead = stateProbabilities(gnp, now, horizon);
        expect(ahead['s0']).toBeCloseTo(row[0] as number, 14);
        expect(ahead['s1']).toBeCloseTo(row[1] as number, 14);
      });
    }
  });

  test('probability of leaving within four quarters is another number', () => {
    expect(exitProbability(gnp, { s0: 1, s1: 0 }, 4)).toBeCloseTo(
      hamilton.exit_recession_within_4q,
      14,
    );
    expect(exitProbability(gnp, { s0: 0, s1: 1 }, 4)).toBeCloseTo(
      hamilton.exit_expansion_within_4q,
      14,
    );
    expect(exitProbability(gnp, { s0: 0.25, s1: 0.75 }, 4)).toBeCloseTo(
      0.25 * hamilton.exit_recession_within_4q + 0.75 * hamilton.exit_expansion_within_4q,
      14,
    );
    expect(exitProbability(gnp, { s0: 1, s1: 0 }, 0)).toBe(0);
  });

  test('stationary law and expected durations', () => {
    const law = stationaryProbabilities(gnp);
    expect(law['s0']).toBeCloseTo(hamilton.stationary[0] as number, 14);
    const durations = expectedDurationBars(gnp);
    expect(durations['s0']?.value).toBeCloseTo(4.076158291618699, 10);
    expect(durations['s1']?.value).toBeCloseTo(10.42586248210546, 10);
  });
});

describe('chains at the edge', () => {
  test('an absorbing state has no duration, and takes all mass in the long run', () => {
    const absorbing = chain([
      [0.9, 0.1],
      [0, 1],
    ]);
    expect(expectedDurationBars(absorbing)['s1']).toEqual({
      value: null,
      reason: 'the state is never left',
      convention: 'bars, geometric duration 1/(1 - p)',
    });
    expect(stationaryProbabilities(absorbing)).toEqual({ s0: 0, s1: 1 });
    expect(exitProbability(absorbing, { s0: 0, s1: 1 }, 50)).toBe(0);
  });

  test('a state that is always left, leaves', () => {
    const flip = chain([
      [0, 1],
      [1, 0],
    ]);
    expect(exitProbability(flip, { s0: 1, s1: 0 }, 1)).toBe(1);
    expect(stateProbabilities(flip, { s0: 1, s1: 0 }, 3)).toEqual({ s0: 0, s1: 1 });
  });

  test('nearly absorbing chains keep relative accuracy (GTH)', () => {
    // pi is proportional to the opposite leaving rates, whatever their size.
    const law = stationaryLaw(Float64Array.from([1 - 1e-14, 1e-14, 3e-14, 1 - 3e-14]), 2);
    expect(law[0]).toBeCloseTo(0.75, 2);
    const three = stationaryLaw(
      Float64Array.from([0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.25, 0.25, 0.5]),
      3,
    );
    for (const value of three) expect(value).toBeCloseTo(1 / 3, 15);
  });

  test('mass ends in a closed class behind the first states', () => {
    const law = stationaryLaw(Float64Array.from([0.5, 0.5, 0, 0, 0.4, 0.6, 0, 0.2, 0.8]), 3);
    expect(Array.from(law)).toEqual([0, expect.closeTo(0.25, 14), expect.closeTo(0.75, 14)]);
  });
});

describe('misuse', () => {
  test('laws that are none, horizons that are none', () => {
    const refused = (work: () => unknown, code: string): void =>
      expect(work).toThrow(expect.objectContaining({ code }) as unknown as Error);
    refused(() => stateProbabilities(gnp, { s0: 0.5, s1: 0.6 }, 1), 'regime/bad-probabilities');
    refused(() => stateProbabilities(gnp, { s0: -0.1, s1: 1.1 }, 1), 'regime/bad-probabilities');
    refused(() => exitProbability(gnp, { s0: 1 } as never, 1), 'regime/bad-probabilities');
    refused(() => exitProbability(gnp, { s0: 1, s1: 0 }, 1.5), 'regime/bad-horizon');
    refused(() => stateProbabilities(gnp, { s0: 1, s1: 0 }, -1), 'regime/bad-horizon');
  });
});
