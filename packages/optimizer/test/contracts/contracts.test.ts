import { runContract } from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import {
  assume,
  bounds,
  budget,
  type Constraint,
  cap,
  group,
  linear,
  longOnly,
  maximumSharpe,
  minimumVariance,
  type Objective,
  solve,
  targetReturn,
  utility,
} from '../../src/index.ts';
import { constraintContract, contractMarket, objectiveContract } from '../../src/testing.ts';
import { factorMoments } from '../support/moments.ts';

/** A user's own objective: variance with a penalty on concentration and a taste for some assets. */
const tilted = (liking: Readonly<Record<string, number>>): Objective => ({
  kind: 'tilted-variance',
  version: 1,
  params: { liking },
  sense: 'minimise',
  unit: 'variance',
  usesMean: false,
  terms: ({ symbols }) => ({
    form: 'quadratic',
    risk: 2,
    linear: symbols.map((symbol) => -(liking[symbol] ?? 0)),
    ridge: symbols.map(() => 0.02),
  }),
  value: (weights, { symbols, covariance }) => {
    let sum = 0;
    weights.forEach((a, i) => {
      sum += 0.01 * a * a - (liking[symbols[i] as string] ?? 0) * a;
      weights.forEach((b, j) => {
        sum += a * (covariance[i * symbols.length + j] as number) * b;
      });
    });
    return sum;
  },
});

/** A user's own constraint: the first two names of the alphabet weigh the same. */
const evenPair: Constraint = {
  kind: 'even-pair',
  version: 1,
  params: {},
  name: 'pair',
  forms: ({ symbols }) => {
    const [a = '', b = ''] = [...symbols].sort();
    return [
      {
        form: 'linear',
        limit: 'pair',
        coefficients: { [a]: 1, [b]: -1 },
        min: 0,
        max: 0,
        unit: 'weight',
      },
    ];
  },
};

const objectives: Record<string, () => Objective> = {
  minimumVariance,
  utility: () => utility({ riskAversion: 3 }),
  maximumSharpe: () => maximumSharpe({ riskFreeRate: 0.01 }),
  targetReturn: () => targetReturn({ atLeast: 0.06 }),
  'a user’s own': () => tilted({ A: 0.01, E: 0.02 }),
};
for (const [title, make] of Object.entries(objectives)) {
  describe(`objective contract: ${title}`, () => {
    for (const { name, run } of objectiveContract(make)) test(name, run);
  });
}

const constraints: Record<string, () => Constraint> = {
  budget: () => budget(1),
  longOnly: () => longOnly({ name: 'no shorts' }),
  cap: () => cap(0.4),
  bounds: () => bounds({ min: -0.1, max: { A: 0.3, E: 0.2 } }),
  group: () => group('sector', { max: { tech: 0.4 }, min: { bonds: 0.1 }, name: 'IPS 4.2' }),
  linear: () => linear({ name: 'beta', coefficients: { A: 1.2, B: 0.8 }, min: 0.5, max: 0.9 }),
  'a user’s own': () => evenPair,
};
for (const [title, make] of Object.entries(constraints)) {
  describe(`constraint contract: ${title}`, () => {
    for (const { name, run } of constraintContract(make)) test(name, run);
  });
}

describe('the contracts see what is wrong', () => {
  const good = minimumVariance();
  const failures = async (objective: Objective): Promise<number> => {
    const outcome = await runContract(
      objectiveContract(() => objective, { market: contractMarket }),
    );
    return outcome.status === 'failed' ? outcome.failed.length : 0;
  };

  test('in objectives', async () => {
    expect(await failures(good)).toBe(0);
    expect(await failures({ ...good, kind: 'Not Kebab' })).toBe(1);
    expect(await failures({ ...good, value: (w, m) => 2 * good.value(w, m) })).toBe(1);
    expect(await failures({ ...good, value: () => Number.NaN })).toBe(1);
    expect(await failures({ ...good, terms: () => ({ form: 'smooth' }) })).toBe(0);
    const counted = { count: 0 };
    const impure = (): Objective => ({
      ...good,
      terms: (market) => {
        counted.count += 1;
        return { form: 'quadratic', risk: counted.count, linear: market.symbols.map(() => 0) };
      },
    });
    expect(await failures(impure())).toBeGreaterThan(1);
    const ratio = maximumSharpe({ riskFreeRate: 0 });
    expect(await failures({ ...ratio, sense: 'minimise' })).toBe(1);
    expect(await failures({ ...ratio, usesMean: false })).toBe(1);
    const ordered: Objective = {
      ...good,
      value: (w, m) => good.value(w, m) + 0.01 * (w[0] as number),
      terms: ({ symbols }) => ({
        form: 'quadratic',
        risk: 2,
        linear: symbols.map((_, i) => (i === 0 ? 0.01 : 0)),
      }),
    };
    expect(await failures(ordered)).toBe(1);
  });

  test('in constraints', async () => {
    const bad = async (change: Partial<Constraint>): Promise<number> => {
      const suite = constraintContract(() => ({ ...cap(0.4), ...change }));
      const outcome = await runContract(suite);
      return outcome.status === 'failed' ? outcome.failed.length : 0;
    };
    const one = (extra: object): Partial<Constraint> => ({
      forms: () => [
        {
          form: 'linear',
          limit: 'cap',
          coefficients: { A: 1 },
          min: null,
          max: 0.4,
          unit: 'w',
          ...extra,
        } as never,
      ],
    });
    expect(await bad({})).toBe(0);
    expect(await bad(one({ limit: 'other' }))).toBe(1);
    expect(await bad(one({ form: 'strange' }))).toBe(1);
    expect(await bad(one({ form: 'cardinality', assets: ['A'] }))).toBe(0);
    expect(await bad(one({ max: null }))).toBe(1);
    expect(await bad(one({ min: 0.6, max: 0.5 }))).toBe(2);
    expect(await bad(one({ coefficients: { Z: 1 } }))).toBe(2);
  });
});

test('a user’s own objective and constraint get the same proof', () => {
  const outcome = assume(
    solve({
      moments: factorMoments(8),
      objective: tilted({ A3: 1e-5 }),
      constraints: [budget(1), longOnly(), evenPair],
    }),
    'optimal',
  );
  expect(outcome.weights['A0']).toBeCloseTo(outcome.weights['A1'] ?? 0, 15);
  expect(outcome.evidence.verified).toBe(true);
});
