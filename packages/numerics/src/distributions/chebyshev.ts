/**
 * Sum of a Chebyshev series at `t` in [-1, 1] by Clenshaw's recurrence. `coefficients[0]` counts
 * in full, not by half.
 */
export function chebyshevSum(coefficients: readonly number[], t: number): number {
  const twice = 2 * t;
  let next = 0;
  let afterNext = 0;
  for (let k = coefficients.length - 1; k > 0; k--) {
    const current = (coefficients[k] as number) + twice * next - afterNext;
    afterNext = next;
    next = current;
  }
  return (coefficients[0] as number) + t * next - afterNext;
}
