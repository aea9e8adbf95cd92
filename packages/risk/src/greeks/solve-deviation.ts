import { millsRatio } from '@plimsoll/numerics/distributions';
import { timeValue, timeValueFrom, timeValueShortfallFrom, timeValueSlope } from './time-value.ts';

const inverseRootTwoPi = 0.3989422804014327;

/** `z >= 0` with `P(Z > z)` about `p <= 1/2`, to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23). */
function roughUpperQuantile(p: number): number {
  const r = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + r * (0.802853 + r * 0.010328);
  const below = 1 + r * (1.432788 + r * (0.189269 + r * 0.001308));
  return r - above / below;
}

/** Time value at its inflection `s = √(2x)`, where the two arguments of the Mills ratio are 0 and s. */
const valueAtInflection = (x: number, s: number, top: number): number =>
  s < 0.1 ? (s === 0 ? 0 : timeValue(x, s)) : top * (0.5 - inverseRootTwoPi * millsRatio(s));

/**
 * `(x/s)²` below the inflection: where `s` is small the value is `x φ(c) M(c) / c`, a function of
 * `c = x/s` alone, whose inverse in `ln(1 + x/value)` is this own rational fit (to 0.2 %); a step on
 * the logarithm adds what the width of the distribution changes.
 */
function roughSquare(x: number, value: number): number {
  const u = Math.log1p(x / value);
  const above = u * u * (0.1591104876 + u * (0.0240161805 + u * 0.00154109426));
  const y = above / (1 + u * (0.14776560026 + u * (0.01950175662 + u * 0.00077376494)));
  const c = Math.sqrt(y);
  const shift = ((0.25 * x * x) / y) * (0.5 - 1 / (3 + c + y));
  const rate = 0.5 + 0.5 / y + (1 + 0.63 / c) / (1 + 1.2533 * c + y);
  return Math.max(0.5 * x, y - shift / rate);
}

function firstGuess(
  x: number,
  value: number,
  s: number,
  atInflection: number,
  top: number,
): number {
  if (value < atInflection) return x / Math.sqrt(roughSquare(x, value));
  const ahead = (value - atInflection) / (top * inverseRootTwoPi);
  if (value < 0.5 * top) return s + ahead * (1 + (ahead * ahead) / 20);
  // The shortfall runs like the normal tail at s / 2, matched at the inflection.
  const tail = inverseRootTwoPi * Math.exp(-0.25 * x) * millsRatio(0.5 * s);
  const guess = 2 * roughUpperQuantile((tail * (top - value)) / (top - atInflection));
  return Math.max(s + ahead, guess);
}

/**
 * The standard deviation `s` at which the time value is `value`, for `0 < value < exp(-x/2)`: third
 * order Householder steps on the logarithm of the value below the inflection, on the value above it,
 * and on the logarithm of what is missing to the limit near that; each step inside a bracket.
 */
export function solveDeviation(x: number, value: number): number {
  const top = Math.exp(-0.5 * x);
  const inflection = Math.sqrt(2 * x);
  const atInflection = valueAtInflection(x, inflection, top);
  const lower = value < atInflection;
  const upper = value > 0.5 * top && !lower;
  let low = lower ? 0 : inflection;
  let high = lower ? inflection : Number.POSITIVE_INFINITY;
  let s = firstGuess(x, value, inflection, atInflection, top);
  for (let pass = 0; pass < 100; pass += 1) {
    const slope = timeValueSlope(x, s);
    const reached = (upper ? timeValueShortfallFrom : timeValueFrom)(slope, x, s);
    const beyond = upper ? reached < top - value : reached > value;
    if (beyond) high = s;
    else low = s;
    const y = (x / s) * (x / s);
    const second = y / s - 0.25 * s;
    const third = second * second - (3 * y) / (s * s) - 0.25;
    let next: number;
    if (upper || lower) {
      const rate = (upper ? -slope : slope) / reached;
      const gap = Math.log(upper ? (top - value) / reached : value / reached);
      const bend = second - rate;
      const twist = third - rate * (3 * second - 2 * rate);
      if (upper) next = s + householder(gap / rate, bend, twist);
      else {
        // In y, where the logarithm is nearly straight.
        const move = householder(
          (-2 * y * gap) / (rate * s),
          (-0.5 * (bend * s + 3)) / y,
          (0.25 * (twist * s * s + 9 * bend * s + 15)) / (y * y),
        );
        next = x / Math.sqrt(y + move);
      }
    } else next = s + householder((value - reached) / slope, second, third);
    const change = Math.abs(next - s);
    if (!(next > low && next < high)) {
      // The last step of a converged search lands on the bracket's own end.
      if (change <= 1e-14 * s) return s;
      next = high === Number.POSITIVE_INFINITY ? 2 * s : 0.5 * (low + high);
    } else if (change <= 1e-4 * s) return next;
    s = next;
  }
  return s;
}

/** Step of fourth order from the Newton step and the ratios of second and third to first derivative. */
function householder(newton: number, second: number, third: number): number {
  return (newton * (1 + 0.5 * newton * second)) / (1 + newton * (second + (newton * third) / 6));
}
