import { checkNumber, misuse } from '@plimsoll/core';
import type { MarketProfile } from '../market/market-profile.ts';
import type { ImpactModel } from '../models/impact-model.ts';
import { checkSlicing, type Slicing, tradingGrid } from '../plan/schedule-grid.ts';
import type { Scheduler } from '../plan/scheduler.ts';
import { impactParams } from './twap.ts';

/** How eager an Almgren–Chriss schedule is. Give exactly one. */
export interface Eagerness {
  /** λ ≥ 0 of cost + λ · variance, 1/quote currency. Zero is TWAP. */
  readonly riskAversion?: number;
  /** 1/κ in trading days: when 1/e of the order is left on an endless horizon. */
  readonly decayTime?: number;
  /** From 0 (as late as TWAP) to 1 (all at once): decay time = horizon · (1 − u)/u. */
  readonly urgency?: number;
}

/** Options of {@link almgrenChriss}. */
export interface AlmgrenChrissOptions extends Slicing, Eagerness {
  /** The model that sets the timing: with linear parts; see `linearisedImpact` for others. */
  readonly impact: ImpactModel;
  /** The model that expected costs are computed with. @defaultValue `impact` */
  readonly costs?: ImpactModel;
}

const checkEagerness = (options: AlmgrenChrissOptions): Eagerness => {
  const code = 'execution/bad-eagerness';
  const { riskAversion, decayTime, urgency } = options;
  const given = [riskAversion, decayTime, urgency].filter((value) => value !== undefined);
  if (given.length !== 1) {
    misuse(code, [], given.length, 'Give exactly one of riskAversion, decayTime and urgency.');
  }
  if (riskAversion !== undefined) {
    return { riskAversion: checkNumber(riskAversion, code, ['riskAversion'], { min: 0 }) };
  }
  if (decayTime !== undefined) {
    return { decayTime: checkNumber(decayTime, code, ['decayTime'], { min: 0, above: true }) };
  }
  return { urgency: checkNumber(urgency, code, ['urgency'], { min: 0, max: 1 }) };
};

/** κ of the discrete problem and the risk aversion that belongs to it. */
export interface Decay {
  /** κ per trading day; infinite when everything goes into the first slice. */
  readonly kappa: number;
  /** λ in 1/quote currency; `null` when no risk aversion gives this κ. */
  readonly riskAversion: number | null;
}

/** Solves κ from λ, or λ from κ: κ = (2/τ) asinh(κ̃ τ/2), κ̃² = λ σ²/η̃. */
const decayOf = (
  eagerness: Eagerness,
  etaTilde: number,
  sliceDays: number,
  count: number,
  market: MarketProfile,
): Decay => {
  const sigma = market.dailyVolatility * market.arrivalPrice;
  // Cost scales with the contract multiplier, variance with its square.
  const varianceRate = sigma * sigma * market.instrument.multiplier;
  if (eagerness.riskAversion !== undefined) {
    const kappaTilde = Math.sqrt((eagerness.riskAversion * varianceRate) / etaTilde);
    const kappa = (2 / sliceDays) * Math.asinh((kappaTilde * sliceDays) / 2);
    return { kappa, riskAversion: eagerness.riskAversion };
  }
  const horizon = sliceDays * count;
  const urgency = eagerness.urgency ?? 0;
  const kappa =
    eagerness.decayTime === undefined
      ? urgency / ((1 - urgency) * horizon)
      : 1 / eagerness.decayTime;
  const kappaTilde = (2 / sliceDays) * Math.sinh((kappa * sliceDays) / 2);
  const riskAversion = (etaTilde * kappaTilde * kappaTilde) / varianceRate;
  return { kappa, riskAversion: Number.isFinite(riskAversion) ? riskAversion : null };
};

/** Products are replaced by a fresh exponential this often, which holds their error below 1e-14. */
const refreshEvery = 32;

/**
 * cosh(κ(T − t_{j−½})) over its largest exponential, `step` = κτ: e^{−κτj} + e^{−κτ(2N − 1 − j)},
 * j from 0. Infinite κ puts everything into the first slice.
 */
const coshWeights = (step: number, count: number): number[] => {
  const weights = new Array<number>(count).fill(0);
  if (step === Number.POSITIVE_INFINITY) {
    weights[0] = 1;
    return weights;
  }
  const ratio = Math.exp(-step);
  let term = 1;
  for (let j = 0; j < count; j++) {
    if (j % refreshEvery === 0) term = Math.exp(-step * j);
    weights[j] = term;
    term *= ratio;
  }
  for (let i = 0; i < count; i++) {
    if (i % refreshEvery === 0) term = Math.exp(-step * (count + i));
    const j = count - 1 - i;
    weights[j] = (weights[j] as number) + term;
    term *= ratio;
  }
  return weights;
};

/**
 * The schedule of R. Almgren and N. Chriss, "Optimal execution of portfolio transactions" (2000),
 * discrete, without drift: slice j is proportional to cosh(κ(T − t_{j−½})), κ from the risk
 * aversion λ, the volatility and η̃ = η − γτ/2. It minimises expected cost + λ · variance under
 * linear impact. Written as a sum of two decaying exponentials, it neither overflows nor cancels
 * for any κT.
 *
 * @throws PlimsollError `execution/bad-eagerness`, `execution/bad-slicing`; when planning,
 * `execution/impact-not-linear` and `execution/impact-not-convex` (η̃ ≤ 0: use shorter slices).
 *
 * @example
 * ```ts
 * almgrenChriss({ slices: 13, urgency: 0.5, impact: participationImpact() });
 * ```
 */
export function almgrenChriss(options: AlmgrenChrissOptions): Scheduler {
  const slicing = checkSlicing(options);
  const eagerness = checkEagerness(options);
  const { impact, costs = impact } = options;
  return {
    kind: 'almgren-chriss',
    version: 1,
    params: {
      ...slicing,
      ...eagerness,
      impact: impactParams(impact),
      costs: impactParams(costs),
    },
    impact: costs,
    schedule(order, market) {
      const gridded = tradingGrid(order, market, slicing);
      if (gridded.status === 'infeasible') return gridded;
      const { grid } = gridded;
      const count = grid.startAt.length;
      const sliceDays = grid.durationDays[0] as number;
      const { permanent, temporary } =
        impact.linear(market) ??
        misuse(
          'execution/impact-not-linear',
          ['impact', 'kind'],
          impact.kind,
          'Almgren-Chriss needs linear impact; wrap the model in linearisedImpact.',
        );
      const etaTilde = temporary - (permanent * sliceDays) / 2;
      // Zero up to rounding is zero: the schedule would hang on the last bits.
      if (!(etaTilde > 1e-12 * temporary)) {
        misuse(
          'execution/impact-not-convex',
          ['impact'],
          etaTilde,
          'eta - gamma tau / 2 must be above zero; use shorter slices or a smaller permanent part.',
        );
      }
      const { kappa, riskAversion } = decayOf(eagerness, etaTilde, sliceDays, count, market);
      const weights = coshWeights(kappa * sliceDays, count);
      return { status: 'scheduled', grid, weights, riskAversion };
    },
  };
}
