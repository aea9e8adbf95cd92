/**
 * Stationary law of a transition matrix by Grassmann–Taksar–Heyman elimination (Operations Research
 * 33, 1985): no subtraction, hence full relative accuracy in every probability. Of several closed
 * classes the one of the last state in the order is returned.
 *
 * @internal
 */
export function stationaryLaw(transition: Float64Array, states: number): Float64Array {
  const a = transition.slice();
  const law = new Float64Array(states);
  // Where a state cannot be left for those before it, all mass ends in it and those after it.
  let base = 0;
  for (let n = states - 1; n > 0; n -= 1) {
    let leaving = 0;
    for (let j = 0; j < n; j += 1) leaving += a[n * states + j] as number;
    if (leaving === 0) {
      base = n;
      break;
    }
    for (let i = 0; i < n; i += 1) {
      const share = (a[i * states + n] as number) / leaving;
      a[i * states + n] = share;
      for (let j = 0; j < n; j += 1) {
        a[i * states + j] = (a[i * states + j] as number) + share * (a[n * states + j] as number);
      }
    }
  }
  law[base] = 1;
  let total = 1;
  for (let n = base + 1; n < states; n += 1) {
    let mass = 0;
    for (let i = base; i < n; i += 1) mass += (law[i] as number) * (a[i * states + n] as number);
    law[n] = mass;
    total += mass;
  }
  for (let k = base; k < states; k += 1) law[k] = (law[k] as number) / total;
  return law;
}
