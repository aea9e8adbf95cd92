import { type Engine, isEquality } from './engine.ts';

const sweeps = 6;

/**
 * Guesses a working set by a few sweeps of coordinate descent on the augmented Lagrangian, O(n^2) a
 * sweep; rows enter as penalties. Only a guess: it saves factoring a large block of variables that
 * end at their limits, and decides nothing.
 *
 * @internal
 */
export function guessWorkingSet(engine: Engine): void {
  const { n, m, program, curvature, rowLength, side, rowSide } = engine;
  const { quadratic, linear, lower, upper, rows, rowLower, rowUpper } = program;
  const x = new Float64Array(n);
  const gradient = linear.slice();
  const value = new Float64Array(m);
  const multiplier = new Float64Array(m);
  // In the metric of the curvatures every row has unit length; n balances it against one variable.
  const weight = Float64Array.from(rowLength, (length) => n / (length * length));
  const move = (i: number, step: number): void => {
    x[i] = (x[i] as number) + step;
    const at = i * n;
    for (let j = 0; j < n; j += 1) {
      gradient[j] = (gradient[j] as number) + step * (quadratic[at + j] as number);
    }
    for (let r = 0; r < m; r += 1) {
      value[r] = (value[r] as number) + step * (rows[r * n + i] as number);
    }
  };
  const pull = (r: number): number => {
    const scale = weight[r] as number;
    const shifted = (value[r] as number) - (multiplier[r] as number) / scale;
    if (shifted < (rowLower[r] as number)) return scale * (shifted - (rowLower[r] as number));
    if (shifted > (rowUpper[r] as number)) return scale * (shifted - (rowUpper[r] as number));
    return 0;
  };
  for (let i = 0; i < n; i += 1) {
    const start = Math.min(Math.max(0, lower[i] as number), upper[i] as number);
    if (start !== 0) move(i, start);
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (let i = 0; i < n; i += 1) {
      let slope = gradient[i] as number;
      let curve = curvature[i] as number;
      for (let r = 0; r < m; r += 1) {
        const a = rows[r * n + i] as number;
        if (a === 0) continue;
        const force = pull(r);
        if (force === 0 && !isEquality(engine, r)) continue;
        slope += a * force;
        curve += a * a * (weight[r] as number);
      }
      const wanted = (x[i] as number) - slope / curve;
      const clipped = Math.min(Math.max(wanted, lower[i] as number), upper[i] as number);
      if (clipped !== x[i]) move(i, clipped - (x[i] as number));
    }
    for (let r = 0; r < m; r += 1) multiplier[r] = -pull(r);
  }
  for (let i = 0; i < n; i += 1) {
    side[i] = x[i] === lower[i] ? -1 : x[i] === upper[i] ? 1 : 0;
  }
  for (let r = 0; r < m; r += 1) rowSide[r] = -Math.sign(multiplier[r] as number);
}
