import {
  type QpOutcome,
  type QuadraticProgram,
  type SolveQpOptions,
  segmentOf,
  solveQp,
} from '@plimsoll/numerics/qp';
import type { RatioTerms } from '../objectives/objective.ts';
import { quadraticForm } from './quadratic-form.ts';

/** Answer of {@link maximiseRatio}. */
export type RatioOutcome =
  | QpOutcome
  | {
      readonly status: 'no-positive-excess';
      readonly x: Float64Array;
      readonly excess: number;
    };

interface Probe {
  readonly solved: Extract<QpOutcome, { readonly status: 'optimal' }>;
  readonly variance: number;
  readonly excess: number;
}

const roundLimit = 200;
const settled = 4e-15;

const dot = (a: ArrayLike<number>, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < b.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/**
 * Maximises `(gain'w - hurdle) / sqrt(w'Sw)` over the limits. The maximiser lies on the path of
 * `w'Sw / 2 - t gain'w` at the `t` where `w'Sw = t (gain'w - hurdle)`. On a segment `w = a + t b` of
 * the path that equation is linear, with the root `t = a'Sa / (gain'a - hurdle)`; so each round either
 * ends or moves to the segment of the root, inside a bracket that only shrinks. Holds with any caps,
 * unlike the textbook rule that scales the limits.
 */
export function maximiseRatio(
  program: QuadraticProgram,
  { gain, hurdle }: RatioTerms,
  options: SolveQpOptions,
): RatioOutcome {
  const direction = Float64Array.from(gain, (value) => -value);
  const at = (t: number): QuadraticProgram => ({
    ...program,
    linear: direction.map((value) => t * value),
  });
  let from = options.from;
  const probe = (t: number): Probe | QpOutcome => {
    const solved = solveQp(at(t), from === undefined ? options : { ...options, from });
    if (solved.status !== 'optimal') return solved;
    from = solved.workingSet;
    const { x } = solved;
    return {
      solved,
      variance: quadraticForm(program.quadratic, x),
      excess: dot(gain, x) - hurdle,
    };
  };

  const start = probe(0);
  if ('status' in start) return start;
  let t: number;
  if (start.excess > 0) {
    // No variance and a gain: the ratio has no end.
    if (riskless(program, start)) return { status: 'unbounded', ray: start.solved.x };
    t = start.variance / start.excess;
  } else {
    const best = solveQp(
      { ...at(1), quadratic: new Float64Array(program.quadratic.length) },
      { ...options, from: start.solved.workingSet },
    );
    if (best.status === 'optimal') {
      const excess = dot(gain, best.x) - hurdle;
      let size = Math.abs(hurdle);
      best.x.forEach((weight, i) => {
        size += Math.abs(weight * (gain[i] as number));
      });
      if (!(excess > 1e-13 * size)) return { status: 'no-positive-excess', x: best.x, excess };
    } else if (best.status !== 'unbounded') return best;
    t = firstTolerance(program, direction);
  }

  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let last = start;
  for (let round = 0; round < roundLimit; round += 1) {
    const now = probe(t);
    if ('status' in now) return now;
    last = now;
    if (now.excess > 0 && riskless(program, now)) {
      return { status: 'unbounded', ray: now.solved.x };
    }
    const gap = now.variance - t * now.excess;
    if (Math.abs(gap) <= settled * Math.max(now.variance, t * Math.abs(now.excess))) {
      return now.solved;
    }
    if (gap > 0) low = t;
    else high = t;
    const segment = segmentOf(at(0), direction, now.solved.workingSet);
    const rise = segment === null ? 0 : dot(gain, segment.base) - hurdle;
    const root =
      segment === null || rise <= 0 ? null : quadraticForm(program.quadratic, segment.base) / rise;
    if (root !== null && Math.abs(root - t) <= settled * t) return now.solved;
    if (root !== null && root > low && root < high) t = root;
    else if (high !== Number.POSITIVE_INFINITY) t = low === 0 ? high / 2 : (low + high) / 2;
    else if (t > 1e150) return { status: 'unbounded', ray: segment?.slope ?? now.solved.x };
    else t *= 4;
    if (!(t > low && t < high)) return now.solved;
  }
  return { ...last.solved, status: 'iteration-limit' };
}

/**
 * Whether a portfolio has no variance beyond rounding: against the volatilities of what it holds, or,
 * where it holds only riskless assets, against the market's.
 */
function riskless({ quadratic }: QuadraticProgram, { solved: { x }, variance }: Probe): boolean {
  const n = x.length;
  let spread = 0;
  let gross = 0;
  x.forEach((weight, i) => {
    spread += Math.abs(weight) * Math.sqrt(quadratic[i * n + i] as number);
    gross += Math.abs(weight);
  });
  const market = largestVariance(quadratic, n) * gross * gross;
  return !(variance > 1e-14 * spread * spread && variance > 1e-24 * market);
}

function largestVariance(quadratic: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i += 1) largest = Math.max(largest, quadratic[i * n + i] as number);
  return largest;
}

/** A risk tolerance at which return and risk weigh about the same, to start from. */
function firstTolerance({ quadratic }: QuadraticProgram, direction: Float64Array): number {
  const n = direction.length;
  const variance = largestVariance(quadratic, n);
  const gain = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return variance > 0 && gain > 0 ? variance / gain : 1;
}
