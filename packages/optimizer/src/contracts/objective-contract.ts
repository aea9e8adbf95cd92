import { canonicalJson } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureClose, ensureEqual } from '@plimsoll/core/testing';
import { budget } from '../constraints/budget.ts';
import { longOnly } from '../constraints/long-only.ts';
import { solve } from '../engine/solve.ts';
import { varianceOf } from '../objectives/arithmetic.ts';
import type { Objective, ObjectiveTerms, QuadraticTerms } from '../objectives/objective.ts';
import type { Market } from '../problem/market.ts';
import { contractMarket, fingerprint, momentsOf, reorder } from './contract-market.ts';

/** What an objective is tried on. */
export interface ObjectiveFixture {
  /** The market. @defaultValue contractMarket */
  readonly market?: Market;
}

const forms: readonly ObjectiveTerms['form'][] = ['quadratic', 'ratio', 'polyhedral', 'smooth'];

const termsText = (terms: ObjectiveTerms): string =>
  JSON.stringify(terms, (_, value) => (ArrayBuffer.isView(value) ? [...(value as never)] : value));

/** Value of quadratic terms at weights. */
function quadraticValue(terms: QuadraticTerms, weights: Float64Array, market: Market): number {
  let sum = (terms.risk / 2) * varianceOf(weights, market);
  weights.forEach((weight, i) => {
    sum += (terms.linear[i] as number) * weight + ((terms.ridge?.[i] ?? 0) / 2) * weight * weight;
  });
  return sum;
}

/** Two ordinary portfolios. */
function portfolios(n: number): readonly [Float64Array, Float64Array] {
  const even = new Float64Array(n).fill(1 / n);
  const tilted = even.map((_, i) => (2 * (i + 1)) / (n * (n + 1)));
  return [even, tilted];
}

function checkValue(objective: Objective, market: Market): void {
  const terms = objective.terms(market);
  const [even, tilted] = portfolios(market.symbols.length);
  const value = objective.value(even, market);
  const other = objective.value(tilted, market);
  ensure(Number.isFinite(value) && Number.isFinite(other), 'values are finite');
  if (terms.form === 'quadratic') {
    const sign = objective.sense === 'minimise' ? 1 : -1;
    const difference = quadraticValue(terms, even, market) - quadraticValue(terms, tilted, market);
    const size = Math.abs(value) + Math.abs(other);
    ensureClose(value - other, sign * difference, 1e-10 * size, 'a difference of values');
  }
  if (terms.form === 'ratio') {
    for (const weights of [even, tilted]) {
      let gain = -terms.hurdle;
      weights.forEach((weight, i) => {
        gain += weight * (terms.gain[i] as number);
      });
      const ratio = gain / Math.sqrt(varianceOf(weights, market));
      ensureClose(objective.value(weights, market), ratio, 1e-10 * Math.abs(ratio), 'the value');
    }
    ensureEqual(objective.sense, 'maximise', 'the sense of a ratio');
  }
}

function checkOrder(objective: Objective, market: Market): void {
  const n = market.symbols.length;
  const order = Array.from({ length: n }, (_, i) => n - 1 - i);
  const terms = objective.terms(market);
  const turned = objective.terms(reorder(market, order));
  const same = (a: ArrayLike<number> = [], b: ArrayLike<number> = [], what: string): void => {
    ensureEqual(Array.from(b), Array.from(a).reverse(), what);
  };
  if (terms.form === 'quadratic' && turned.form === 'quadratic') {
    same(terms.linear, turned.linear, 'linear terms of the reversed market');
    same(terms.ridge, turned.ridge, 'ridge of the reversed market');
    ensureEqual(turned.risk, terms.risk, 'risk of the reversed market');
  } else if (terms.form === 'ratio' && turned.form === 'ratio') {
    same(terms.gain, turned.gain, 'gains of the reversed market');
    ensureEqual(turned.hurdle, terms.hurdle, 'hurdle of the reversed market');
  } else ensureEqual(turned.form, terms.form, 'form on the reversed market');
}

/**
 * What every {@link Objective} must do. Run it on your own:
 * `for (const { name, run } of objectiveContract(() => myObjective())) test(name, run)`.
 */
export function objectiveContract(
  make: () => Objective,
  fixture: ObjectiveFixture = {},
): ContractSuite {
  const { market = contractMarket } = fixture;
  return [
    {
      name: 'is a definition in plain JSON with a kebab-case kind and a version',
      run: () => {
        const { kind, version, params } = make();
        ensure(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kind), 'the kind is kebab-case');
        ensure(Number.isSafeInteger(version) && version >= 1, 'the version is at least 1');
        canonicalJson(params);
      },
    },
    {
      name: 'two makes have the same definition',
      run: () => {
        const [a, b] = [make(), make()];
        ensureEqual(canonicalJson(b.params), canonicalJson(a.params), 'the params');
      },
    },
    {
      name: 'terms are pure and leave the market alone',
      run: () => {
        const objective = make();
        const before = fingerprint(market);
        const first = termsText(objective.terms(market));
        ensureEqual(termsText(objective.terms(market)), first, 'the second terms');
        ensureEqual(fingerprint(market), before, 'the market');
      },
    },
    {
      name: 'terms have a form of the closed union',
      run: () => ensure(forms.includes(make().terms(market).form), `the form is ${forms}`),
    },
    { name: 'the value is that of the terms', run: () => checkValue(make(), market) },
    { name: 'assets may come in any order', run: () => checkOrder(make(), market) },
    {
      name: 'means matter only to an objective that says so',
      run: () => {
        const objective = make();
        if (objective.usesMean) return;
        const without = { ...market, mean: null };
        ensureEqual(
          termsText(objective.terms(without)),
          termsText(objective.terms(market)),
          'terms without means',
        );
      },
    },
    {
      name: 'is solved and verified under a budget and no short sales',
      run: () => {
        const objective = make();
        const { form } = objective.terms(market);
        if (form !== 'quadratic' && form !== 'ratio') return;
        const { groups } = market;
        const constraints = [budget(1), longOnly()];
        const outcome = solve({ moments: momentsOf(market), groups, objective, constraints });
        const fine = ['optimal', 'no-positive-excess', 'infeasible'];
        ensure(fine.includes(outcome.status), `${outcome.status} is one of ${fine}`);
        ensure('evidence' in outcome && outcome.evidence.verified, 'the evidence is verified');
      },
    },
  ];
}
