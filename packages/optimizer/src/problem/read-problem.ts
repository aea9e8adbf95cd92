import { checkNumber, configHash, type Definition, type Json, misuse } from '@plimsoll/core';
import {
  type ObjectiveTerms,
  type QuadraticTerms,
  type RatioTerms,
  solvedTerms,
} from '../objectives/objective.ts';
import { problemDefaults } from './defaults.ts';
import { type Limit, readLimits } from './limit.ts';
import type { Groups, Market } from './market.ts';
import type { DataProblem, Problem } from './problem.ts';
import type { PsdReport } from './psd.ts';
import { readMoments } from './read-moments.ts';

/** Terms that this version solves, checked. */
export type SolvedTerms = QuadraticTerms | RatioTerms;

/** A problem after the door: checked once, by position. */
export interface ReadProblem {
  /** The problem could be read. */
  readonly status: 'read';
  /** Names and moments. */
  readonly market: Market;
  /** Every limit, in the order of the constraints. */
  readonly limits: readonly Limit[];
  /** What is asked for. */
  readonly terms: SolvedTerms;
  /** What became of the covariance. */
  readonly psd: PsdReport;
  /** Hash of the definitions and options. */
  readonly configHash: string;
}

/** Too few rows to estimate the moments. */
export interface InsufficientData {
  /** The data does not suffice. */
  readonly status: 'insufficient-data';
  /** Rows there are. */
  readonly observations: number;
  /** Rows needed. */
  readonly needed: number;
}

const recordOf = ({ kind, version, params }: Definition): Json => ({ kind, version, params });

/** Identity of what was asked: definitions and options, never data. */
export function problemHash(problem: Problem): string {
  const { estimators = {} } = problem as DataProblem;
  return configHash({
    objective: recordOf(problem.objective),
    constraints: problem.constraints.map(recordOf),
    groups: problem.groups ?? {},
    psd: problem.psd ?? problemDefaults.psd,
    estimators: {
      mean: recordOf(estimators.mean ?? problemDefaults.estimators.mean),
      covariance: recordOf(estimators.covariance ?? problemDefaults.estimators.covariance),
    },
  });
}

function checkVector(values: ArrayLike<number>, n: number, field: string, least?: number): void {
  if (values.length !== n) {
    misuse('optimizer/bad-objective', ['objective', field], values.length, `Give ${n} numbers.`);
  }
  const bounds = least === undefined ? {} : { min: least };
  for (let i = 0; i < n; i += 1) {
    checkNumber(values[i], 'optimizer/bad-objective', ['objective', field, i], bounds);
  }
}

function checkTerms(terms: ObjectiveTerms, market: Market): SolvedTerms {
  const n = market.symbols.length;
  switch (terms.form) {
    case 'quadratic':
      checkNumber(terms.risk, 'optimizer/bad-objective', ['objective', 'risk'], { min: 0 });
      checkVector(terms.linear, n, 'linear');
      if (terms.ridge !== undefined) checkVector(terms.ridge, n, 'ridge', 0);
      return terms;
    case 'ratio':
      checkVector(terms.gain, n, 'gain');
      checkNumber(terms.hurdle, 'optimizer/bad-objective', ['objective', 'hurdle']);
      return terms;
    default:
      return misuse(
        'optimizer/unsupported-objective',
        ['objective', 'form'],
        terms.form,
        `The objective has the form ${terms.form}; this version solves ${solvedTerms.join(', ')}.`,
      );
  }
}

function checkGroups(groups: Groups): Groups {
  for (const [dimension, by] of Object.entries(groups)) {
    for (const [asset, name] of Object.entries(by)) {
      if (typeof name !== 'string' || name === '') {
        misuse('optimizer/bad-group', ['groups', dimension, asset], name, 'Name the group.');
      }
    }
  }
  return groups;
}

/** Terms and limits on a market; what a session repeats when its moments change. */
export function readRequest(
  problem: Pick<Problem, 'objective' | 'constraints'>,
  market: Market,
): Pick<ReadProblem, 'limits' | 'terms'> {
  const { objective, constraints } = problem;
  if (objective.usesMean && market.mean === null) {
    misuse(
      'optimizer/mean-required',
      ['moments', 'mean'],
      undefined,
      `${objective.kind} uses expected returns; give them.`,
    );
  }
  const terms = checkTerms(objective.terms(market), market);
  const own = terms.form === 'quadratic' ? (terms.limits ?? []) : [];
  return { terms, limits: readLimits(constraints, own, market) };
}

/** Reads a whole problem at the door. Throws on misuse, answers on too little data. */
export function readProblem(problem: Problem): ReadProblem | InsufficientData {
  const moments = readMoments(problem);
  if (moments.status !== 'read') return moments;
  const market: Market = { ...moments.market, groups: checkGroups(problem.groups ?? {}) };
  return {
    status: 'read',
    market,
    ...readRequest(problem, market),
    psd: moments.psd,
    configHash: problemHash(problem),
  };
}

/** Weights by position from weights by name; every name must be an asset. */
export function weightVector(
  weights: Readonly<Record<string, number>>,
  symbols: readonly string[],
): Float64Array {
  const positions = new Map(symbols.map((symbol, i) => [symbol, i]));
  const out = new Float64Array(symbols.length);
  for (const [asset, value] of Object.entries(weights)) {
    const position = positions.get(asset);
    if (position === undefined) {
      misuse(
        'optimizer/unknown-asset',
        ['weights', asset],
        asset,
        `Name one of ${symbols.join(', ')}.`,
      );
    }
    out[position] = checkNumber(value, 'optimizer/bad-weight', ['weights', asset]);
  }
  return out;
}

/** Weights by name from weights by position. */
export function weightRecord(
  weights: ArrayLike<number>,
  symbols: readonly string[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(symbols.map((symbol, i) => [symbol, (weights[i] as number) + 0]));
}
