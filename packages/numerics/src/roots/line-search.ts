/** A point on the search line: value and directional derivative. */
export interface LinePoint {
  /** The objective; anything not finite counts as too high. */
  readonly value: number;
  /** Its derivative along the direction. */
  readonly slope: number;
}

/** Where a line search ended. */
export interface LineStep {
  /** Step length along the direction, 0 when nothing lower was found. */
  readonly length: number;
  /** Whether the slope flattened enough for a quasi-Newton update to be positive definite. */
  readonly curved: boolean;
}

const decrease = 1e-4;
const flattening = 0.9;
const maxTrials = 60;

/**
 * Step that satisfies the weak Wolfe conditions, by bracketing (Lewis and Overton, 2013) with
 * parabolic interpolation inside the bracket. `at` is called last for the step returned.
 */
export function lineSearch(at: (length: number) => LinePoint, origin: LinePoint): LineStep {
  // Below this, differences of the objective are rounding.
  const slack = Number.EPSILON * Math.abs(origin.value);
  let low = 0;
  let lowPoint = origin;
  let high = Number.POSITIVE_INFINITY;
  let length = 1;
  for (let trial = 0; trial < maxTrials; trial++) {
    const point = at(length);
    const bound = origin.value + decrease * length * origin.slope + slack;
    const finite = Number.isFinite(point.value) && Number.isFinite(point.slope);
    if (!finite || point.value > bound) {
      high = length;
      const width = high - low;
      const bend = point.value - lowPoint.value - lowPoint.slope * width;
      const vertex = (-0.5 * lowPoint.slope * width) / bend;
      length = low + width * (vertex > 0.1 && vertex < 0.9 ? vertex : 0.5);
    } else if (point.slope < flattening * origin.slope) {
      low = length;
      lowPoint = point;
      length = high === Number.POSITIVE_INFINITY ? 2 * length : 0.5 * (low + high);
    } else {
      return { length, curved: true };
    }
    if (high !== Number.POSITIVE_INFINITY && high - low <= 1e-14 * high) break;
  }
  if (low > 0) at(low);
  return { length: low, curved: false };
}
