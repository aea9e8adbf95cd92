import type { Engine } from './engine.ts';

/** Share of a normal's length that must lie outside the span of the others. */
const independent = 1e-10;

/**
 * Writes a normal, restricted to the free variables, as a combination of the active rows, by modified
 * Gram-Schmidt in the metric of the curvatures; a question of geometry that no `P` can blur.
 *
 * @param normal - Length `freeCount`; destroyed.
 * @returns Coefficients in the order of `active`, or `null` when the normal is independent.
 * @internal
 */
export function dependenceOn(engine: Engine, normal: Float64Array): Float64Array | null {
  const { n, program, free, freeCount: k, active, activeCount, curvature } = engine;
  const root = Float64Array.from({ length: k }, (_, j) =>
    Math.sqrt(curvature[free[j] as number] as number),
  );
  const basis: Float64Array[] = [];
  const mixes: Float64Array[] = [];
  for (let at = 0; at < activeCount; at += 1) {
    const row = (active[at] as number) * n;
    const vector = Float64Array.from(
      { length: k },
      (_, j) => (program.rows[row + (free[j] as number)] as number) / (root[j] as number),
    );
    const mix = new Float64Array(activeCount);
    mix[at] = 1;
    orthogonalise(vector, mix, basis, mixes);
    const length = norm(vector);
    if (length > 0) {
      for (let j = 0; j < k; j += 1) vector[j] = (vector[j] as number) / length;
      for (let j = 0; j < activeCount; j += 1) mix[j] = (mix[j] as number) / length;
    }
    basis.push(vector);
    mixes.push(mix);
  }
  for (let j = 0; j < k; j += 1) normal[j] = (normal[j] as number) / (root[j] as number);
  const before = norm(normal);
  const coefficients = new Float64Array(activeCount);
  orthogonalise(normal, coefficients, basis, mixes);
  if (norm(normal) > independent * before) return null;
  return coefficients.map((value) => -value);
}

const norm = (x: Float64Array): number => {
  let sum = 0;
  for (const value of x) sum += value * value;
  return Math.sqrt(sum);
};

/** Removes the basis from `vector`, twice for accuracy, keeping the combination in `mix`. */
function orthogonalise(
  vector: Float64Array,
  mix: Float64Array,
  basis: readonly Float64Array[],
  mixes: readonly Float64Array[],
): void {
  for (let pass = 0; pass < 2; pass += 1) {
    basis.forEach((direction, at) => {
      let share = 0;
      for (let j = 0; j < vector.length; j += 1) {
        share += (vector[j] as number) * (direction[j] as number);
      }
      if (share === 0) return;
      const source = mixes[at] as Float64Array;
      for (let j = 0; j < vector.length; j += 1) {
        vector[j] = (vector[j] as number) - share * (direction[j] as number);
      }
      for (let j = 0; j < mix.length; j += 1) {
        mix[j] = (mix[j] as number) - share * (source[j] as number);
      }
    });
  }
}
