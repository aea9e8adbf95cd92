/**
 * `c[r, s] += sign * x[r] . y[s]` for four rows of `x` and two rows of `y`, the one inner loop of
 * every product and factorisation here. Eight accumulators and six loads fit the sixteen vector
 * registers of x86-64 and keep both operands at unit stride.
 *
 * @internal
 */
export function accumulateTile(
  sign: number,
  x: Float64Array,
  xAt: number,
  xStride: number,
  y: Float64Array,
  yAt: number,
  yStride: number,
  length: number,
  c: Float64Array,
  cAt: number,
  cStride: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  const x1 = xAt + xStride;
  const x2 = x1 + xStride;
  const x3 = x2 + xStride;
  const y1 = yAt + yStride;
  for (let k = 0; k < length; k += 1) {
    const b0 = y[yAt + k] as number;
    const b1 = y[y1 + k] as number;
    const a0 = x[xAt + k] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    const a1 = x[x1 + k] as number;
    s10 += a1 * b0;
    s11 += a1 * b1;
    const a2 = x[x2 + k] as number;
    s20 += a2 * b0;
    s21 += a2 * b1;
    const a3 = x[x3 + k] as number;
    s30 += a3 * b0;
    s31 += a3 * b1;
  }
  const c1 = cAt + cStride;
  const c2 = c1 + cStride;
  const c3 = c2 + cStride;
  c[cAt] = (c[cAt] as number) + sign * s00;
  c[cAt + 1] = (c[cAt + 1] as number) + sign * s01;
  c[c1] = (c[c1] as number) + sign * s10;
  c[c1 + 1] = (c[c1 + 1] as number) + sign * s11;
  c[c2] = (c[c2] as number) + sign * s20;
  c[c2 + 1] = (c[c2 + 1] as number) + sign * s21;
  c[c3] = (c[c3] as number) + sign * s30;
  c[c3 + 1] = (c[c3 + 1] as number) + sign * s31;
}

/** Dot product of two runs of `length` numbers. @internal */
export function dotRun(
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
  length: number,
): number {
  let sum = 0;
  for (let k = 0; k < length; k += 1) sum += (x[xAt + k] as number) * (y[yAt + k] as number);
  return sum;
}

/**
 * `c += sign * X Y'` for blocks of rows, tiled four by two.
 *
 * @internal
 */
export function accumulateRows(
  sign: number,
  x: Float64Array,
  xAt: number,
  xStride: number,
  xRows: number,
  y: Float64Array,
  yAt: number,
  yStride: number,
  yRows: number,
  length: number,
  c: Float64Array,
  cAt: number,
  cStride: number,
): void {
  const fullX = xRows - (xRows % 4);
  const fullY = yRows - (yRows % 2);
  for (let i = 0; i < fullX; i += 4) {
    for (let j = 0; j < fullY; j += 2) {
      accumulateTile(
        sign,
        x,
        xAt + i * xStride,
        xStride,
        y,
        yAt + j * yStride,
        yStride,
        length,
        c,
        cAt + i * cStride + j,
        cStride,
      );
    }
  }
  for (let i = 0; i < xRows; i += 1) {
    for (let j = i < fullX ? fullY : 0; j < yRows; j += 1) {
      const at = cAt + i * cStride + j;
      c[at] = (c[at] as number) + sign * dotRun(x, xAt + i * xStride, y, yAt + j * yStride, length);
    }
  }
}
