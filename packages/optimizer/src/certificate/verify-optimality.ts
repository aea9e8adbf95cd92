import type { BindingLimit } from '@plimsoll/core';
import type { QuadraticTerms } from '../objectives/objective.ts';
import type { Market } from '../problem/market.ts';
import type { ReadProblem } from '../problem/read-problem.ts';
import { type LimitState, stateOfLimits } from './active-limits.ts';
import { certificateTolerances, type KktDetail } from './evidence.ts';
import { findMultipliers } from './multipliers.ts';

/** Gradient of the terms with the size of what was added up in each component. */
interface Gradient {
  readonly value: Float64Array;
  readonly size: Float64Array;
  /** Half the quadratic part of the objective. */
  readonly curved: number;
  /** Linear part. */
  readonly straight: number;
  /** Sum of the magnitudes of all that was added up; a portfolio without risk has these, and no value. */
  readonly terms: number;
}

function gradientOf(
  { risk, linear, ridge }: QuadraticTerms,
  { covariance }: Market,
  weights: Float64Array,
): Gradient {
  const n = weights.length;
  const value = new Float64Array(n);
  const size = new Float64Array(n);
  let curved = 0;
  let straight = 0;
  for (let j = 0; j < n; j += 1) {
    const weight = weights[j] as number;
    if (weight === 0) continue;
    for (let i = 0; i < n; i += 1) {
      // By column: the matrix is symmetric to the last bit.
      const term = risk * (covariance[j * n + i] as number) * weight;
      value[i] = (value[i] as number) + term;
      size[i] = (size[i] as number) + Math.abs(term);
    }
  }
  const [volatility, held] = largestOf(covariance, weights);
  const floor = noise * risk * volatility * held;
  let largest = 0;
  let terms = floor * volatility * held;
  for (let i = 0; i < n; i += 1) {
    const weight = weights[i] as number;
    const own = (ridge?.[i] ?? 0) * weight;
    value[i] = (value[i] as number) + own;
    curved += ((value[i] as number) * weight) / 2;
    const slope = linear[i] as number;
    value[i] = (value[i] as number) + slope;
    straight += slope * weight;
    const root = Math.sqrt(covariance[i * n + i] as number);
    size[i] = (size[i] as number) + Math.abs(own) + Math.abs(slope) + floor * root;
    terms += Math.abs(weight) * (size[i] as number);
    largest = Math.max(largest, size[i] as number);
  }
  // An asset without risk or return has no terms of its own; the others lend it theirs.
  for (let i = 0; i < n; i += 1) if (size[i] === 0) size[i] = largest || 1;
  return { value, size, curved, straight, terms };
}

/**
 * Weights are doubles: rounding the largest by 2^-52 moves a gradient by that share of the market's own
 * scale, and that must stay below the tolerance of 1e-10.
 */
const noise = 2 ** -19;

/** Largest volatility of an asset, and largest weight. */
function largestOf(covariance: Float64Array, weights: Float64Array): readonly [number, number] {
  const n = weights.length;
  let volatility = 0;
  let weight = 0;
  for (let i = 0; i < n; i += 1) {
    volatility = Math.max(volatility, Math.sqrt(covariance[i * n + i] as number));
    weight = Math.max(weight, Math.abs(weights[i] as number));
  }
  return [volatility, weight];
}

interface Sides {
  readonly own: Int8Array;
  readonly rowStates: readonly LimitState[];
  readonly signs: readonly number[];
}

const isOwn = ({ limit: { assets } }: LimitState): boolean => assets.length === 1;

/** Distance to the nearer bound against the size of the terms; rounding counts as none. */
function slackOf({ limit: { min, max }, value, size }: LimitState): number {
  const slack = Math.min(Math.abs(value - min), Math.abs(max - value)) / size;
  return slack <= certificateTolerances.primal ? 0 : slack;
}

/**
 * Tightest first: where limits differ by less than the tolerance of activity only one may need a
 * multiplier, and slack times multiplier must vanish.
 */
const tightestFirst = (states: readonly LimitState[]): readonly LimitState[] =>
  [...states].sort((a, b) => slackOf(a) - slackOf(b));

/** Which multipliers the limits that hold with equality allow. */
function sidesOf(states: readonly LimitState[], n: number): Sides {
  const own = new Int8Array(n);
  const rowStates: LimitState[] = [];
  const signs: number[] = [];
  const waysOn = new Map<string, Set<number>>();
  for (const state of tightestFirst(states)) {
    if (!state.atMin && !state.atMax) continue;
    if (isOwn(state)) {
      const asset = state.limit.assets[0] as number;
      const positive = (state.limit.coefficients[0] as number) > 0;
      const lower = positive ? state.atMin : state.atMax;
      const upper = positive ? state.atMax : state.atMin;
      const now = own[asset] as number;
      const low = lower || now === 1 || now === 2;
      const high = upper || now === -1 || now === 2;
      own[asset] = low && high ? 2 : low ? 1 : -1;
    } else if (state.limit.assets.length > 0) {
      const sign = state.atMin && state.atMax ? 0 : state.atMin ? 1 : -1;
      // Of parallel limits only the tightest needs a multiplier.
      const { assets, coefficients } = state.limit;
      const first = coefficients[0] as number;
      const line = assets
        .map((asset, k) => `${asset}:${(coefficients[k] as number) / first}`)
        .join();
      const ways = waysOn.get(line) ?? new Set();
      const way = sign * Math.sign(first);
      if (ways.has(0) || ways.has(way)) continue;
      waysOn.set(line, ways.add(way));
      rowStates.push(state);
      signs.push(sign);
    }
  }
  return { own, rowStates, signs };
}

function normalOf({ limit }: LimitState, n: number): Float64Array {
  const normal = new Float64Array(n);
  limit.assets.forEach((asset, k) => {
    normal[asset] = limit.coefficients[k] as number;
  });
  return normal;
}

/** A limit that holds with equality, with the multiplier of `minimise` that it carries. */
interface Held {
  readonly state: LimitState;
  readonly multiplier: number;
}

/** Gives each asset's own multiplier to the tightest limit that can carry it. */
function shareOut(
  states: readonly LimitState[],
  own: Float64Array,
  rowStates: readonly LimitState[],
  rows: Float64Array,
): readonly Held[] {
  const carriers = new Map<number, LimitState>();
  const multiplierOn = ({ limit: { assets, coefficients } }: LimitState): number =>
    (own[assets[0] as number] as number) / (coefficients[0] as number);
  for (const state of tightestFirst(states)) {
    if (!isOwn(state) || carriers.has(state.limit.assets[0] as number)) continue;
    const multiplier = multiplierOn(state);
    if ((multiplier > 0 && state.atMin) || (multiplier < 0 && state.atMax)) {
      carriers.set(state.limit.assets[0] as number, state);
    }
  }
  return states.flatMap((state) => {
    if (!state.atMin && !state.atMax) return [];
    if (!isOwn(state)) {
      const value = rows[rowStates.indexOf(state)] ?? 0;
      const right = value > 0 ? state.atMin : state.atMax;
      return [{ state, multiplier: right ? value : 0 }];
    }
    const carries = carriers.get(state.limit.assets[0] as number) === state;
    return [{ state, multiplier: carries ? multiplierOn(state) : 0 }];
  });
}

/** What checking weights against quadratic terms yields. */
export interface OptimalityCheck {
  /** The residuals. */
  readonly detail: Omit<KktDetail, 'moments' | 'psd' | 'riskTolerance'>;
  /** Whether all are within tolerance. */
  readonly verified: boolean;
  /** Limits that hold, with multipliers per unit of the terms. */
  readonly binding: readonly BindingLimit[];
}

/** Checks weights against the optimality conditions of quadratic terms, finding multipliers itself. */
export function verifyOptimality(
  { market, limits }: Pick<ReadProblem, 'market' | 'limits'>,
  terms: QuadraticTerms,
  weights: Float64Array,
  unit: number,
): OptimalityCheck {
  const n = weights.length;
  const gradient = gradientOf(terms, market, weights);
  const states = stateOfLimits(limits, weights);
  const { own, rowStates, signs } = sidesOf(states, n);
  const found = findMultipliers({
    gradient: gradient.value,
    scale: gradient.size,
    rows: rowStates.map((state) => normalOf(state, n)),
    signs,
    own,
  });
  let dual = 0;
  let sign = 0;
  for (let i = 0; i < n; i += 1) {
    const share = Math.abs(found.residual[i] as number) / (gradient.size[i] as number);
    if (own[i] === 0) dual = Math.max(dual, share);
    else sign = Math.max(sign, share);
  }
  const held = shareOut(states, found.own, rowStates, found.rows);
  let complementarity = 0;
  let bounds = 0;
  const scale = gradient.terms || 1;
  for (const { state, multiplier } of held) {
    if (multiplier === 0) continue;
    const bound = multiplier > 0 ? state.limit.min : state.limit.max;
    bounds += multiplier * bound;
    complementarity = Math.max(
      complementarity,
      Math.abs(multiplier * (state.value - bound)) / scale,
    );
  }
  // Lagrange dual value at these multipliers, which assumes the stationarity judged above.
  const gap = Math.abs(2 * gradient.curved + gradient.straight - bounds) / scale;
  const primal = states.reduce((worst, { violation }) => Math.max(worst, violation), 0);
  const limit = certificateTolerances;
  const weak = (h: Held): boolean => {
    const size = h.state.limit.assets.reduce(
      (most, asset, k) =>
        Math.max(
          most,
          Math.abs((gradient.size[asset] as number) / (h.state.limit.coefficients[k] as number)),
        ),
      0,
    );
    return Math.abs(h.multiplier) <= limit.activity * size;
  };
  return {
    verified:
      primal <= limit.primal &&
      dual <= limit.dual &&
      sign <= limit.dual &&
      complementarity <= limit.complementarity &&
      gap <= limit.gap,
    detail: {
      proof: 'optimality',
      primal,
      dual,
      sign,
      complementarity,
      gap,
      weaklyActive: held.filter(weak).map(({ state }) => state.limit.limit),
    },
    binding: held.map(({ state, multiplier }) => {
      const { limit: name, min, max, unit: boundUnit } = state.limit;
      const equality = min === max;
      const improvement = equality ? -multiplier : Math.abs(multiplier);
      const atMin = equality || multiplier > 0 || (multiplier === 0 && state.atMin);
      return {
        limit: name,
        bound: atMin ? min : max,
        multiplier: improvement * unit + 0,
        unit: boundUnit,
      };
    }),
  };
}
