import { millsRatio, normalPdf } from '@plimsoll/numerics/distributions';

/**
 * `(R(c - t) - R(c + t)) / 2t` for the Mills ratio R, by its Taylor series in `t`: the difference
 * itself would cancel. The moments `M_n = ∫ uⁿ exp(-cu - u²/2) du` obey `M_(n+1) = n M_(n-1) - c M_n`,
 * run forwards for small `c` and as a continued fraction where that is unstable.
 */
function millsSlope(c: number, t: number): number {
  const square = t * t;
  let factor = 1;
  if (c < 3) {
    let even = millsRatio(c);
    let odd = 1 - c * even;
    let sum = odd;
    for (let n = 1; n < 17; n += 2) {
      even = n * even - c * odd;
      odd = (n + 1) * odd - c * even;
      factor *= square / ((n + 1) * (n + 2));
      const term = factor * odd;
      sum += term;
      if (Math.abs(term) < 1e-17 * sum) break;
    }
    return sum;
  }
  const depth = c < 5 ? 32 : c < 12 ? 20 : 12;
  let ratio = 0.5 * (Math.sqrt(c * c + 4 * depth) - c);
  let sum = 1;
  for (let n = depth - 1; n > 1; n -= 1) {
    const previous = n / (c + ratio);
    // Pairs M_n / M_(n-2) with n odd, nested from the last one inwards.
    if (n % 2 === 1)
      sum = 1 + (sum * square * previous * ((n - 1) / (c + previous))) / (n * (n - 1));
    ratio = previous;
  }
  return (sum * millsRatio(c)) / (c + ratio);
}

// With c = x / s, t = s / 2 and R the Mills ratio, value = slope · (R(c - t) - R(c + t)), and from
// c = t on (the inflection) value = exp(-x/2) - slope · (R(t - c) + R(t + c)): one density, no
// subtraction of nearly equal numbers. Jäckel (2015), "Let's be rational", has the same regions.

/** Slope of {@link timeValue} in `s`. */
export function timeValueSlope(x: number, s: number): number {
  const c = x / s;
  const t = 0.5 * s;
  const square = c * c + t * t;
  // A rounded exponent beyond 4 would show in the last places: normalPdf splits it.
  if (square < 8) return 0.3989422804014327 * Math.exp(-0.5 * square);
  return normalPdf(c) * Math.exp(-0.5 * t * t);
}

/** {@link timeValue} where its slope is at hand. */
export function timeValueFrom(slope: number, x: number, s: number): number {
  const c = x / s;
  const t = 0.5 * s;
  if (t < 0.3) return s * slope * millsSlope(c, t);
  if (t > c) return Math.exp(-0.5 * x) - slope * (millsRatio(t - c) + millsRatio(t + c));
  return slope * (millsRatio(c - t) - millsRatio(c + t));
}

/** What is missing from {@link timeValue} to its limit `exp(-x/2)`, from the inflection on. */
export function timeValueShortfallFrom(slope: number, x: number, s: number): number {
  const c = x / s;
  const t = 0.5 * s;
  return slope * (millsRatio(t - c) + millsRatio(t + c));
}

/**
 * Value of the out-of-the-money option over the geometric mean of its two discounted legs, as a
 * function of `x = |ln(forward / strike)|` and the standard deviation `s > 0` to expiry. Relative
 * error a few units in the last place for given `x / s` and `s`, however small the value is.
 */
export function timeValue(x: number, s: number): number {
  if (x > 40 * s) return 0;
  return timeValueFrom(timeValueSlope(x, s), x, s);
}
