import type { QuadraticProgram } from '@plimsoll/numerics/qp';
import type { QuadraticTerms } from '../objectives/objective.ts';
import type { Limit } from '../problem/limit.ts';
import type { Market } from '../problem/market.ts';

/** A program with the limit behind each of its sides; `-1` where there is none. */
export interface CompiledLimits {
  /** Lower limits of the weights. */
  readonly lower: Float64Array;
  /** Upper limits of the weights. */
  readonly upper: Float64Array;
  /** Index of the limit behind each lower limit. */
  readonly lowerLimit: Int32Array;
  /** Index of the limit behind each upper limit. */
  readonly upperLimit: Int32Array;
  /** Rows, row-major. */
  readonly rows: Float64Array;
  /** Lower limits of the rows. */
  readonly rowLower: Float64Array;
  /** Upper limits of the rows. */
  readonly rowUpper: Float64Array;
  /** Index of the limit behind each row. */
  readonly rowLimit: readonly number[];
}

/** A limit on one weight with coefficient 1 or -1 is a bound; all others are rows. */
const isBound = ({ assets, coefficients }: Limit): boolean =>
  assets.length === 1 && Math.abs(coefficients[0] as number) === 1;

/** Turns limits into bounds and rows; of several bounds on one side the tightest counts. */
export function compileLimits(limits: readonly Limit[], n: number): CompiledLimits {
  const lower = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const lowerLimit = new Int32Array(n).fill(-1);
  const upperLimit = new Int32Array(n).fill(-1);
  const rowLimit: number[] = [];
  limits.forEach((limit, index) => {
    if (!isBound(limit)) {
      rowLimit.push(index);
      return;
    }
    const asset = limit.assets[0] as number;
    const flipped = limit.coefficients[0] === -1;
    const min = flipped ? -limit.max : limit.min;
    const max = flipped ? -limit.min : limit.max;
    if (min > (lower[asset] as number)) {
      lower[asset] = min;
      lowerLimit[asset] = index;
    }
    if (max < (upper[asset] as number)) {
      upper[asset] = max;
      upperLimit[asset] = index;
    }
  });
  const rows = new Float64Array(rowLimit.length * n);
  rowLimit.forEach((index, r) => {
    const { assets, coefficients } = limits[index] as Limit;
    assets.forEach((asset, k) => {
      rows[r * n + asset] = coefficients[k] as number;
    });
  });
  const side = (pick: 'min' | 'max'): Float64Array =>
    Float64Array.from(rowLimit, (index) => (limits[index] as Limit)[pick]);
  return {
    lower,
    upper,
    lowerLimit,
    upperLimit,
    rows,
    rowLower: side('min'),
    rowUpper: side('max'),
    rowLimit,
  };
}

/** The quadratic program of quadratic terms. */
export function compileQuadratic(
  { risk, linear, ridge }: QuadraticTerms,
  { covariance }: Market,
  limits: CompiledLimits,
): QuadraticProgram {
  const n = limits.lower.length;
  const quadratic = risk === 1 ? covariance.slice() : covariance.map((value) => risk * value);
  for (let i = 0; i < n; i += 1) {
    quadratic[i * n + i] = (quadratic[i * n + i] as number) + (ridge?.[i] ?? 0);
  }
  return { ...limits, quadratic, linear: Float64Array.from(linear) };
}
