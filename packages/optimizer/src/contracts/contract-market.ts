import type { Market } from '../problem/market.ts';
import type { ProblemMoments } from '../problem/problem.ts';

const symbols = ['A', 'B', 'C', 'D', 'E'] as const;

/** Five assets in two sectors and two countries: what the contract suites run on by default. */
export const contractMarket: Market = {
  symbols,
  mean: Float64Array.of(0.05, 0.08, 0.06, 0.02, 0.11),
  covariance: Float64Array.of(
    0.04,
    0.012,
    0.01,
    0.001,
    0.018,
    0.012,
    0.0625,
    0.02,
    0.002,
    0.03,
    0.01,
    0.02,
    0.0324,
    0.0015,
    0.015,
    0.001,
    0.002,
    0.0015,
    0.0025,
    0.0005,
    0.018,
    0.03,
    0.015,
    0.0005,
    0.09,
  ),
  groups: {
    sector: { A: 'tech', B: 'tech', C: 'energy', D: 'bonds', E: 'energy' },
    country: { A: 'US', B: 'DE', C: 'US', D: 'US', E: 'DE' },
  },
  units: {
    returns: 'simple',
    period: { label: 'year', periodsPerYear: 1 },
    ddof: 1,
    observations: 60,
  },
};

/** The same market with its assets in another order. */
export function reorder(market: Market, order: readonly number[]): Market {
  const n = market.symbols.length;
  return {
    ...market,
    symbols: order.map((i) => market.symbols[i] as string),
    mean: market.mean === null ? null : Float64Array.from(order, (i) => market.mean?.[i] as number),
    covariance: Float64Array.from({ length: n * n }, (_, at) => {
      const row = order[Math.floor(at / n)] as number;
      return market.covariance[row * n + (order[at % n] as number)] as number;
    }),
  };
}

/** A comparable copy of a market, to see whether somebody wrote into it. */
export const fingerprint = ({ symbols: names, mean, covariance, groups }: Market): string =>
  JSON.stringify([names, mean && [...mean], [...covariance], groups]);

/** Moments of a market, as a problem takes them. */
export const momentsOf = ({ symbols: names, mean, covariance, units }: Market): ProblemMoments => ({
  symbols: names,
  covariance: names.map((_, i) => covariance.subarray(i * names.length, (i + 1) * names.length)),
  ...(mean === null ? {} : { mean }),
  returns: units.returns,
  period: units.period,
});
