import { canonicalJson } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureEqual } from '@plimsoll/core/testing';
import type { Constraint, ConstraintForm } from '../constraints/constraint.ts';
import { solve } from '../engine/solve.ts';
import { minimumVariance } from '../objectives/minimum-variance.ts';
import type { Market } from '../problem/market.ts';
import { contractMarket, fingerprint, momentsOf, reorder } from './contract-market.ts';

/** What a constraint is tried on. */
export interface ConstraintFixture {
  /** The market. @defaultValue contractMarket */
  readonly market?: Market;
}

const kinds: readonly ConstraintForm['form'][] = [
  'linear',
  'absolute',
  'quadratic',
  'cardinality',
  'semicontinuous',
  'cost',
];

function checkLinear(form: ConstraintForm, market: Market): void {
  if (form.form !== 'linear') return;
  for (const [asset, value] of Object.entries(form.coefficients)) {
    ensure(market.symbols.includes(asset), `${asset} is an asset of the market`);
    ensure(Number.isFinite(value), `the coefficient of ${asset} is finite`);
  }
  const { min, max } = form;
  ensure(min !== null || max !== null, `${form.limit} has a limit`);
  for (const bound of [min, max]) {
    ensure(bound === null || Number.isFinite(bound), `the bounds of ${form.limit} are finite`);
  }
  ensure(min === null || max === null || min <= max, `${form.limit} is not crossed`);
}

const sorted = (forms: readonly ConstraintForm[]): readonly string[] =>
  forms.map((form) => canonicalJson({ ...form })).sort();

function checkSolved(constraint: Constraint, market: Market): void {
  const forms = constraint.forms(market);
  if (forms.some(({ form }) => form !== 'linear')) return;
  const outcome = solve({
    moments: momentsOf(market),
    groups: market.groups,
    objective: minimumVariance(),
    constraints: [constraint],
  });
  ensureEqual(outcome.status, 'optimal', 'the status of a problem with this constraint alone');
  if (outcome.status !== 'optimal') return;
  for (const form of forms) {
    if (form.form !== 'linear') continue;
    let value = 0;
    let size = 0;
    for (const [asset, coefficient] of Object.entries(form.coefficients)) {
      const term = coefficient * (outcome.weights[asset] ?? 0);
      value += term;
      size += Math.abs(term);
    }
    const slack = 1e-12 * Math.max(size, Math.abs(form.min ?? 0), Math.abs(form.max ?? 0));
    ensure(form.min === null || value >= form.min - slack, `${form.limit} holds from below`);
    ensure(form.max === null || value <= form.max + slack, `${form.limit} holds from above`);
  }
}

/**
 * What every {@link Constraint} must do. Run it on your own:
 * `for (const { name, run } of constraintContract(() => myConstraint())) test(name, run)`.
 */
export function constraintContract(
  make: () => Constraint,
  fixture: ConstraintFixture = {},
): ContractSuite {
  const { market = contractMarket } = fixture;
  return [
    {
      name: 'is a definition in plain JSON with a kebab-case kind, a version and a name',
      run: () => {
        const { kind, version, params, name } = make();
        ensure(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kind), 'the kind is kebab-case');
        ensure(Number.isSafeInteger(version) && version >= 1, 'the version is at least 1');
        ensure(name !== '', 'there is a name');
        canonicalJson(params);
      },
    },
    {
      name: 'forms are pure, plain JSON, and leave the market alone',
      run: () => {
        const constraint = make();
        const before = fingerprint(market);
        const first = constraint.forms(market);
        ensureEqual(sorted(constraint.forms(market)), sorted(first), 'the second forms');
        ensureEqual(fingerprint(market), before, 'the market');
      },
    },
    {
      name: 'forms are of the closed union',
      run: () => {
        for (const { form } of make().forms(market)) ensure(kinds.includes(form), `form ${form}`);
      },
    },
    {
      name: 'limits are named after the constraint, each once',
      run: () => {
        const constraint = make();
        const names = constraint.forms(market).map(({ limit }) => limit);
        ensureEqual(new Set(names).size, names.length, 'the number of names');
        for (const name of names) {
          ensure(name.startsWith(constraint.name), `${name} starts with ${constraint.name}`);
        }
      },
    },
    {
      name: 'linear limits are finite, on known assets, and not crossed',
      run: () => {
        for (const form of make().forms(market)) checkLinear(form, market);
      },
    },
    {
      name: 'assets may come in any order',
      run: () => {
        const n = market.symbols.length;
        const order = Array.from({ length: n }, (_, i) => n - 1 - i);
        const turned = make().forms(reorder(market, order));
        ensureEqual(sorted(turned), sorted(make().forms(market)), 'forms of the reversed market');
      },
    },
    {
      name: 'the portfolio of least variance under it alone satisfies it',
      run: () => checkSolved(make(), market),
    },
  ];
}
