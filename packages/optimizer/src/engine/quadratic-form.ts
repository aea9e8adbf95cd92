/** `x'Ax` over the non-zero elements of `x`. */
export function quadraticForm(a: Float64Array, x: Float64Array): number {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const weight = x[i] as number;
    if (weight === 0) continue;
    let row = 0;
    for (let j = 0; j < n; j += 1) row += (a[i * n + j] as number) * (x[j] as number);
    sum += weight * row;
  }
  return sum;
}
