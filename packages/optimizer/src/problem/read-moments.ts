import { checkInteger, checkName, checkNumber, checkOneOf, misuse } from '@plimsoll/core';
import { denseMoments, estimate } from '@plimsoll/numerics/moments';
import { problemDefaults } from './defaults.ts';
import type { Market } from './market.ts';
import type { DataProblem, MomentsProblem, Problem, ProblemMoments } from './problem.ts';
import { applyPsdPolicy, type PsdReport } from './psd.ts';

/** Moments read and judged, or too little data for them. */
export type ReadMoments =
  | {
      readonly status: 'read';
      readonly market: Omit<Market, 'groups'>;
      readonly psd: PsdReport;
    }
  | {
      readonly status: 'insufficient-data';
      readonly observations: number;
      readonly needed: number;
    };

const isData = (problem: Problem): problem is DataProblem =>
  (problem as Partial<DataProblem>).data !== undefined;

function momentsOf(problem: DataProblem): ReturnType<typeof estimate> {
  const { data, returns, estimators, period = problemDefaults.period } = problem;
  return estimate(data, {
    ...problemDefaults.estimators,
    ...estimators,
    ...(returns === undefined ? {} : { returns }),
    period: period.label,
    periodsPerYear: period.periodsPerYear,
  });
}

function checkUnits({ returns, period, ddof, observations }: ProblemMoments): void {
  checkOneOf(returns, ['simple', 'log'], 'optimizer/bad-moments', ['moments', 'returns']);
  checkName(period?.label, 'optimizer/bad-moments', ['moments', 'period', 'label']);
  if (period.periodsPerYear !== null) {
    const path = ['moments', 'period', 'periodsPerYear'];
    checkNumber(period.periodsPerYear, 'optimizer/bad-moments', path, { min: 0, above: true });
  }
  if (ddof !== undefined) {
    checkNumber(ddof, 'optimizer/bad-moments', ['moments', 'ddof'], { min: 0 });
  }
  if (observations !== undefined) {
    checkInteger(observations, 'optimizer/bad-moments', ['moments', 'observations'], { min: 1 });
  }
}

function readGiven(moments: ProblemMoments): Omit<Market, 'groups'> {
  checkUnits(moments);
  const { symbols, covariance, mean, returns, period, ddof, observations } = moments;
  if (!Array.isArray(symbols) || symbols.length === 0) {
    misuse('optimizer/no-assets', ['moments', 'symbols'], symbols, 'Name at least one asset.');
  }
  const dense = denseMoments({
    symbols,
    covariance,
    mean: mean ?? new Float64Array(symbols.length),
  });
  return {
    symbols: dense.symbols,
    mean: mean === undefined ? null : dense.mean,
    covariance: dense.covariance,
    units: { returns, period, ddof: ddof ?? null, observations: observations ?? null },
  };
}

/** Reads the moments of a problem: estimates them from data, or checks those that are given. */
export function readMoments(problem: Problem): ReadMoments {
  const psd = checkOneOf(
    problem.psd ?? problemDefaults.psd,
    ['reject', 'repair', 'assume'],
    'optimizer/bad-psd-policy',
    ['psd'],
  );
  if (isData(problem)) {
    if ((problem as Partial<MomentsProblem>).moments !== undefined) {
      misuse('optimizer/two-sources', ['moments'], 'both', 'Give data or moments, not both.');
    }
    const outcome = momentsOf(problem);
    if (outcome.status !== 'fitted') return outcome;
    // An estimator promises a semidefinite answer; its contract suite checks that.
    return {
      status: 'read',
      market: readGiven(outcome.moments),
      psd: { policy: psd, status: 'assumed', distance: 0 },
    };
  }
  if (problem.moments === undefined || problem.moments === null) {
    misuse('optimizer/no-moments', ['moments'], problem.moments, 'Give data or moments.');
  }
  const given = readGiven(problem.moments);
  const judged = applyPsdPolicy(given.covariance, given.symbols.length, psd);
  return {
    status: 'read',
    market: { ...given, covariance: judged.covariance },
    psd: judged.report,
  };
}
