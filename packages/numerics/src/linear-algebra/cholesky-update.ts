/**
 * Turns the factor of `A` into that of `A + x x'` by Givens rotations, in place, O(n^2).
 *
 * @param l - Lower factor, row-major.
 * @param n - Order.
 * @param x - The vector; destroyed.
 * @param stride - Distance between rows of `l`. @defaultValue n
 */
export function choleskyUpdate(
  l: Float64Array,
  n: number,
  x: Float64Array,
  stride: number = n,
): void {
  rotateIn(l, 0, n, x, stride);
}

/**
 * Rotates a row into the trailing factor that starts at `first`; element `k` of `x` meets column `k`.
 *
 * @internal
 */
export function rotateIn(
  l: Float64Array,
  first: number,
  n: number,
  x: Float64Array,
  stride: number,
): void {
  for (let k = first; k < n; k += 1) {
    const head = x[k] as number;
    if (head === 0) continue;
    const diagonal = l[k * stride + k] as number;
    // Not Math.hypot: its rounding differs between engines.
    const length = Math.sqrt(diagonal * diagonal + head * head);
    const cosine = diagonal / length;
    const sine = head / length;
    l[k * stride + k] = length;
    for (let i = k + 1; i < n; i += 1) {
      const at = i * stride + k;
      const a = l[at] as number;
      const b = x[i] as number;
      l[at] = cosine * a + sine * b;
      x[i] = cosine * b - sine * a;
    }
  }
}

/**
 * Turns the factor of `A` into that of `A - x x'`, in place, O(n^2).
 *
 * @param l - Lower factor, row-major; unusable when the answer is not `-1`.
 * @param n - Order.
 * @param x - The vector; destroyed.
 * @param stride - Distance between rows of `l`. @defaultValue n
 * @returns `-1` on success, else the row at which `A - x x'` showed itself not positive definite.
 */
export function choleskyDowndate(
  l: Float64Array,
  n: number,
  x: Float64Array,
  stride: number = n,
): number {
  for (let k = 0; k < n; k += 1) {
    const head = x[k] as number;
    if (head === 0) continue;
    const diagonal = l[k * stride + k] as number;
    const square = (diagonal - head) * (diagonal + head);
    if (!(square > 0)) return k;
    const length = Math.sqrt(square);
    const cosine = length / diagonal;
    const sine = head / diagonal;
    l[k * stride + k] = length;
    for (let i = k + 1; i < n; i += 1) {
      const at = i * stride + k;
      const next = ((l[at] as number) - sine * (x[i] as number)) / cosine;
      x[i] = cosine * (x[i] as number) - sine * next;
      l[at] = next;
    }
  }
  return -1;
}
