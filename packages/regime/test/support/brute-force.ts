import type { GaussianHmm } from '../../src/index.ts';

/** Normal density by explicit inverse and determinant of a 1x1 or 2x2 covariance. */
export function density(
  x: readonly number[],
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  const at = (i: number, j: number): number => covariance[i]?.[j] as number;
  const r = x.map((value, i) => value - (mean[i] as number));
  if (x.length === 1) {
    return Math.exp((-0.5 * (r[0] as number) ** 2) / at(0, 0)) / Math.sqrt(2 * Math.PI * at(0, 0));
  }
  const det = at(0, 0) * at(1, 1) - at(0, 1) * at(1, 0);
  const [a, b] = r as [number, number];
  const distance = (at(1, 1) * a * a - 2 * at(0, 1) * a * b + at(0, 0) * b * b) / det;
  return Math.exp(-0.5 * distance) / (2 * Math.PI * Math.sqrt(det));
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
