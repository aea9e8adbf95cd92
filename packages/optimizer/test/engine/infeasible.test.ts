import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallestRelaxation } from '../../src/engine/relax.ts';
import {
  assume,
  bounds,
  budget,
  type ConflictLimit,
  type Constraint,
  cap,
  group,
  linear,
  longOnly,
  maximumSharpe,
  minimumVariance,
  type SolveOutcome,
  solve,
  targetReturn,
  verifyPortfolio,
} from '../../src/index.ts';
import golden from '../golden/infeasible-cases.json' with { type: 'json' };
import { factorMoments, names, uniform } from '../support/moments.ts';
import { runs } from '../support/runs.ts';

type Infeasible = Extract<SolveOutcome, { readonly status: 'infeasible' }>;

/** A single limit as a constraint of its own. */
const only = ({ limit, side, bound }: ConflictLimit, forms: readonly Form[]): Constraint => {
  const form = forms.find((candidate) => candidate.limit === limit);
  if (form === undefined) throw new Error(limit);
  return linear({ name: limit, coefficients: form.coefficients, [side]: bound });
};

type Form = { readonly limit: string; readonly coefficients: Readonly<Record<string, number>> };

function formsOf(constraints: readonly Constraint[], groups: never, n: number): readonly Form[] {
  const market = { symbols: names(n), groups, mean: null } as never;
  return constraints.flatMap((each) => each.forms(market) as readonly Form[]);
}

/** The conflict contradicts itself, and nothing does once any one member is gone. */
function checkIrreducible(outcome: Infeasible, forms: readonly Form[], n: number): void {
  const objective = minimumVariance();
  const moments = factorMoments(n);
  const limits = outcome.conflict.map((each) => only(each, forms));
  expect(solve({ moments, objective, constraints: named(limits) }).status).toBe('infeasible');
  limits.forEach((_, gone) => {
    const constraints = named(limits.filter((__, at) => at !== gone));
    expect(solve({ moments, objective, constraints }).status).toBe('optimal');
  });
}

/** The two sides of an equality are two members; give them names of their own. */
const named = (limits: readonly Constraint[]): readonly Constraint[] =>
  limits.map((limit, at) => ({
    ...limit,
    forms: (market) =>
      limit.forms(market).map((form) => ({ ...form, limit: `${form.limit}#${at}` })),
  }));

describe('reference cases', () => {
  for (const item of golden.cases) {
    test(item.name, () => {
      const { n } = item;
      const by = (values: readonly number[]): Record<string, number> =>
        Object.fromEntries(values.map((value, i) => [`A${i}`, value]));
      const groups: Record<string, Record<string, string>> = {};
      const constraints: Constraint[] = [
        budget(item.budget),
        bounds({ min: by(item.lower), max: by(item.upper) }),
      ];
      // Groups may overlap, so each is a dimension of its own.
      for (const [name, members] of Object.entries(item.groups ?? {})) {
        groups[name] = Object.fromEntries(
          names(n).map((asset, i) => [asset, (members as number[]).includes(i) ? 'in' : 'out']),
        );
        const most = (item.group_max as Record<string, number> | undefined)?.[name];
        const least = (item as { group_min?: Record<string, number> }).group_min?.[name];
        constraints.push(
          group(name, {
            ...(most === undefined ? {} : { max: { in: most } }),
            ...(least === undefined ? {} : { min: { in: least } }),
          }),
        );
      }
      const problem = {
        moments: factorMoments(n),
        groups,
        objective: minimumVariance(),
        constraints,
      };
      const outcome = solve(problem);
      if ((item as { feasible?: boolean }).feasible === true) {
        expect(outcome.status).toBe('optimal');
        return;
      }
      const found = assume(outcome, 'infeasible');
      expect(found.conflict).toHaveLength(item.conflict.length);
      expect(found.evidence).toMatchObject({ kind: 'farkas-certificate', verified: true });
      checkIrreducible(found, formsOf(constraints, groups as never, n), n);
      const total = found.relaxation.reduce((sum, { by: amount }) => sum + amount, 0);
      expect(total).toBeCloseTo(item.min_total_relaxation as number, 12);
    });
  }
});

describe('conflicts by name', () => {
  test('a mandate that names its paragraph', () => {
    const found = assume(
      solve({
        moments: factorMoments(3),
        groups: { sector: { A0: 'tech', A1: 'tech', A2: 'bonds' } },
        objective: minimumVariance(),
        constraints: [
          budget(1),
          longOnly(),
          cap(0.3, { name: 'house cap' }),
          group('sector', { min: { bonds: 0.4 }, name: 'IPS 4.2' }),
        ],
      }),
      'infeasible',
    );
    const conflict = found.conflict.map(({ limit, side }) => `${limit} ${side}`).sort();
    expect([
      ['IPS 4.2:min:bonds min', 'house cap:A2 max'],
      ['budget min', 'house cap:A0 max', 'house cap:A1 max', 'house cap:A2 max'],
    ]).toContainEqual(conflict);
    expect(found.evidence.verified).toBe(true);
  });

  test('an unreachable target return names itself', () => {
    const objective = targetReturn({ atLeast: 1 });
    const constraints = [budget(1), longOnly()];
    const found = assume(
      solve({ moments: factorMoments(4), objective, constraints }),
      'infeasible',
    );
    expect(found.conflict.map(({ limit }) => limit)).toContain('target-return');
    expect(found.relaxation.length).toBeGreaterThan(0);
  });

  test('limits on minus a weight keep their own sides', () => {
    const constraints = [
      linear({ name: 'low', coefficients: { A0: -1 }, min: -0.2 }),
      linear({ name: 'high', coefficients: { A0: 1 }, min: 0.5 }),
    ];
    const objective = minimumVariance();
    const problem = { moments: factorMoments(2), objective, constraints };
    const found = assume(solve(problem), 'infeasible');
    expect(found.conflict.map(({ limit, side }) => `${limit} ${side}`).sort()).toEqual([
      'high min',
      'low min',
    ]);
    expect(found.evidence.verified).toBe(true);
    const claim = { ...found, conflict: found.conflict.slice(0, 1) };
    expect(verifyPortfolio(problem, claim).evidence.verified).toBe(false);
    const unknown = {
      ...found,
      conflict: [{ ...found.conflict[0], limit: 'nobody' } as ConflictLimit],
    };
    expect(verifyPortfolio(problem, unknown).evidence.verified).toBe(false);
  });

  test('maximum Sharpe reports the same conflict', () => {
    const objective = maximumSharpe({ riskFreeRate: 0 });
    const constraints = [budget(1), longOnly(), cap(0.1)];
    const outcome = solve({ moments: factorMoments(4), objective, constraints });
    expect(assume(outcome, 'infeasible').conflict).toHaveLength(5);
  });
});

describe('several contradictions at once', () => {
  const contradictory = (seed: number, n: number): readonly Constraint[] => {
    const next = uniform(seed);
    const limits: Constraint[] = [budget(1)];
    for (let k = 0; k < n; k += 1) {
      const coefficients = Object.fromEntries(
        names(n).flatMap((asset) => (next() < 0.5 ? [[asset, 1]] : [])),
      );
      const min = next();
      limits.push(linear({ name: `L${k}`, coefficients, min, max: min + 0.1 * next() }));
    }
    return limits;
  };

  test('the conflict is irreducible and proven, the relaxed problem feasible, nothing cheaper', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 6 }), (seed, n) => {
        const constraints = contradictory(seed, n);
        const problem = { moments: factorMoments(n), objective: minimumVariance(), constraints };
        const outcome = solve(problem);
        if (outcome.status !== 'infeasible') return;
        expect(outcome.evidence.verified).toBe(true);
        const forms = formsOf(constraints, {} as never, n);
        checkIrreducible(outcome, forms, n);
        const relaxed = constraints.map((constraint) => ({
          ...constraint,
          forms: (market: never) =>
            constraint.forms(market).map((form) => {
              if (form.form !== 'linear') return form;
              const next = { ...form };
              for (const { limit, side, bound, by } of outcome.relaxation) {
                const touch = 1e-10 * by * (side === 'min' ? -1 : 1);
                if (limit === form.limit) Object.assign(next, { [side]: bound + touch });
              }
              return next;
            }),
        }));
        expect(solve({ ...problem, constraints: relaxed as never }).status).toBe('optimal');
        const market = { symbols: names(n), groups: {}, mean: null } as never;
        const limits = constraints.flatMap((each) =>
          each.forms(market).flatMap((form) =>
            form.form !== 'linear'
              ? []
              : [
                  {
                    limit: form.limit,
                    unit: form.unit,
                    assets: Object.keys(form.coefficients).map((asset) => Number(asset.slice(1))),
                    coefficients: Object.values(form.coefficients),
                    min: form.min ?? Number.NEGATIVE_INFINITY,
                    max: form.max ?? Number.POSITIVE_INFINITY,
                  },
                ],
          ),
        );
        const sum = (list: readonly { readonly by: number }[]): number =>
          list.reduce((total, { by }) => total + by, 0);
        expect(sum(outcome.relaxation)).toBeCloseTo(sum(smallestRelaxation(limits, n)), 8);
      }),
      // Relaxed limits that meet within 1e-10 of a point once left unverified portfolios.
      {
        ...runs(40),
        examples: [
          [29908, 2],
          [225281, 2],
        ],
      },
    );
  });

  test('with very many limits contradictions are met one by one', () => {
    const n = 210;
    const moments = factorMoments(n);
    const constraints = [
      budget(1),
      bounds({ min: 0, max: 0.004 }),
      linear({ name: 'pair', coefficients: { A0: 1, A1: 1 }, min: 0.5 }),
    ];
    const found = assume(
      solve({ moments, objective: minimumVariance(), constraints }),
      'infeasible',
    );
    expect(found.relaxation.length).toBeGreaterThan(1);
  });
});
