import type { GaussianHmm } from '../../src/index.ts';

/** Normal density by Gaussian elimination, apart from the library's factors. */
export function density(
  x: readonly number[],
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  const d = x.length;
  const deviation = x.map((value, i) => value - (mean[i] as number));
  const a = covariance.map((row, i) => [...row, deviation[i] as number]);
  const at = (i: number, j: number): number => a[i]?.[j] as number;
  let determinant = 1;
  for (let p = 0; p < d; p += 1) {
    determinant *= at(p, p);
    for (let i = p + 1; i < d; i += 1) {
      const factor = at(i, p) / at(p, p);
      a[i] = (a[i] as number[]).map((value, j) => value - factor * at(p, j));
    }
  }
  const solution: number[] = [];
  for (let i = d - 1; i >= 0; i -= 1) {
    let value = at(i, d);
    for (let j = i + 1; j < d; j += 1) value -= at(i, j) * (solution[j] as number);
    solution[i] = value / at(i, i);
  }
  const distance = deviation.reduce((sum, r, i) => sum + r * (solution[i] as number), 0);
  return Math.exp(-0.5 * distance) / Math.sqrt((2 * Math.PI) ** d * determinant);
}

/** What enumeration of every path gives. */
export interface Enumerated<Label extends string> {
  readonly likelihood: number;
  /** Filtered law after each bar. */
  readonly filtered: readonly Record<Label, number>[];
  /** Smoothed law of each bar. */
  readonly smoothed: readonly Record<Label, number>[];
  /** Most probable path and its joint density. */
  readonly best: { readonly path: readonly Label[]; readonly density: number };
}

function paths<Label extends string>(labels: readonly Label[], length: number): Label[][] {
  if (length === 0) return [[]];
  return paths(labels, length - 1).flatMap((path) => labels.map((label) => [...path, label]));
}

function joint<Label extends string>(
  model: GaussianHmm<Label>,
  rows: readonly (readonly number[])[],
  path: readonly Label[],
): number {
  return path.reduce((product, label, t) => {
    const before = path[t - 1];
    const chance = before === undefined ? model.initial[label] : model.transition[before][label];
    const { mean, covariance } = model.emissions[label];
    return product * chance * density(rows[t] as readonly number[], mean, covariance);
  }, 1);
}

function lawAt<Label extends string>(
  model: GaussianHmm<Label>,
  rows: readonly (readonly number[])[],
  index: number,
): Record<Label, number> {
  const sums = Object.fromEntries(model.labels.map((label) => [label, 0])) as Record<Label, number>;
  let total = 0;
  for (const path of paths(model.labels, rows.length)) {
    const weight = joint(model, rows, path);
    sums[path[index] as Label] += weight;
    total += weight;
  }
  for (const label of model.labels) sums[label] /= total;
  return sums;
}

/** Sums over all K^T paths: the definition itself, and far too slow for anything but tests. */
export function enumerate<Label extends string>(
  model: GaussianHmm<Label>,
  rows: readonly (readonly number[])[],
): Enumerated<Label> {
  let likelihood = 0;
  let best: { path: readonly Label[]; density: number } = { path: [], density: -1 };
  for (const path of paths(model.labels, rows.length)) {
    const weight = joint(model, rows, path);
    likelihood += weight;
    if (weight > best.density) best = { path, density: weight };
  }
  return {
    likelihood,
    filtered: rows.map((_, t) => lawAt(model, rows.slice(0, t + 1), t)),
    smoothed: rows.map((_, t) => lawAt(model, rows, t)),
    best,
  };
}
