/**
 * `u - ln(1 + u)` for `u > -1` without cancellation near 0, where it is `u²/2 - u³/3 + …`.
 *
 * @param onePlus - `1 + u`, as accurately as the caller knows it.
 */
export function logRemainder(u: number, onePlus: number = 1 + u): number {
  if (Math.abs(u) > 0.4) return u - Math.log(onePlus);
  // With v = u / (2 + u): ln(1 + u) = 2 artanh v and u = 2v / (1 - v).
  const v = u / (2 + u);
  const square = v * v;
  let power = square;
  let sum = 0;
  for (let odd = 3; power > 1e-18; odd += 2) {
    sum += power / odd;
    power *= square;
  }
  return v * (u - 2 * sum);
}
