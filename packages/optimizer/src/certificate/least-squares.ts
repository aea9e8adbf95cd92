/**
 * Coefficients of `columns` that bring `target` nearest to zero in the least-squares sense, by modified
 * Gram-Schmidt with a second pass. A column that depends on those before it gets zero.
 *
 * @param columns - Vectors of equal length; destroyed.
 * @param target - Destroyed.
 */
export function leastSquares(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const count = columns.length;
  const upper = new Float64Array(count * count);
  const right = new Float64Array(count);
  const used = new Uint8Array(count);
  for (let c = 0; c < count; c += 1) {
    const column = columns[c] as Float64Array;
    const before = norm(column);
    for (let pass = 0; pass < 2; pass += 1) {
      for (let b = 0; b < c; b += 1) {
        if (used[b] === 0) continue;
        const share = project(columns[b] as Float64Array, column);
        upper[b * count + c] = (upper[b * count + c] as number) + share;
      }
    }
    const length = norm(column);
    if (!(length > 1e-11 * before)) continue;
    used[c] = 1;
    upper[c * count + c] = length;
    for (let i = 0; i < column.length; i += 1) column[i] = (column[i] as number) / length;
    right[c] = project(column, target);
  }
  const out = new Float64Array(count);
  for (let c = count - 1; c >= 0; c -= 1) {
    if (used[c] === 0) continue;
    let value = right[c] as number;
    for (let d = c + 1; d < count; d += 1) {
      value -= (upper[c * count + d] as number) * (out[d] as number);
    }
    out[c] = value / (upper[c * count + c] as number);
  }
  return out;
}

function norm(x: Float64Array): number {
  let sum = 0;
  for (const value of x) sum += value * value;
  return Math.sqrt(sum);
}

/** Removes the unit vector `q` from `x` and returns its share. */
function project(q: Float64Array, x: Float64Array): number {
  let share = 0;
  for (let i = 0; i < q.length; i += 1) share += (q[i] as number) * (x[i] as number);
  for (let i = 0; i < q.length; i += 1) x[i] = (x[i] as number) - share * (q[i] as number);
  return share;
}
