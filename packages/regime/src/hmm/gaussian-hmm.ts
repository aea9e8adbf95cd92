import { misuse } from '@plimsoll/core';
import { compileEmissions, createEmissions } from './emissions.ts';
import { createParameters, type HmmParameters } from './parameters.ts';

/** Normal law of the observations in one state. */
export interface GaussianEmission {
  /** Mean of each column, in the order of `columns`. */
  readonly mean: readonly number[];
  /** Covariance, rows and columns in the order of `columns`. */
  readonly covariance: readonly (readonly number[])[];
}

/**
 * A Gaussian hidden Markov model as plain data: what {@link fitGaussianHmm} finds, what can be
 * stored as JSON, and what a detector runs on. May also be written by hand.
 */
export interface GaussianHmm<Label extends string = string> {
  /** Discriminates models. */
  readonly kind: 'gaussian-hmm';
  /** Version of this shape. */
  readonly version: 1;
  /** State names in canonical order. */
  readonly labels: readonly Label[];
  /** Names of the observed columns. */
  readonly columns: readonly string[];
  /** Probability of each state at the first observation. */
  readonly initial: Readonly<Record<Label, number>>;
  /** `transition[from][to]`: probability of the next state given the present one. */
  readonly transition: Readonly<Record<Label, Readonly<Record<Label, number>>>>;
  /** Law of the observations in each state. */
  readonly emissions: Readonly<Record<Label, GaussianEmission>>;
}

/** A record with one entry a label. @internal */
export function byLabel<Label extends string, Value>(
  labels: readonly Label[],
  value: (index: number) => Value,
): Record<Label, Value> {
  const record = {} as Record<Label, Value>;
  for (let k = 0; k < labels.length; k += 1) record[labels[k] as Label] = value(k);
  return record;
}

/** Plain data from kernel parameters whose states are already in canonical order. @internal */
export function toGaussianHmm<Label extends string>(
  parameters: HmmParameters,
  labels: readonly Label[],
  columns: readonly string[],
): GaussianHmm<Label> {
  const { states, dimension: d, initial, transition, means, covariances } = parameters;
  const run = (from: Float64Array, at: number, length: number): number[] =>
    Array.from(from.subarray(at, at + length), (value) => value + 0);
  return {
    kind: 'gaussian-hmm',
    version: 1,
    labels: [...labels],
    columns: [...columns],
    initial: byLabel(labels, (k) => initial[k] as number),
    transition: byLabel(labels, (i) =>
      byLabel(labels, (j) => transition[i * states + j] as number),
    ),
    emissions: byLabel(labels, (k) => ({
      mean: run(means, k * d, d),
      covariance: Array.from({ length: d }, (_, i) => run(covariances, (k * d + i) * d, d)),
    })),
  };
}

const sumTolerance = 1e-8;
const symmetryTolerance = 1e-9;

function checkLaw(law: Float64Array, at: number, length: number, path: (string | number)[]): void {
  let total = 0;
  for (let k = at; k < at + length; k += 1) {
    const probability = law[k] as number;
    if (!(probability >= 0)) {
      misuse('regime/bad-model', path, probability, 'Give probabilities of at least 0.');
    }
    total += probability;
  }
  if (!(Math.abs(total - 1) <= sumTolerance)) {
    misuse('regime/bad-model', path, total, 'Give probabilities that sum to 1.');
  }
}

/**
 * Kernel parameters from plain data, checked.
 *
 * @throws PlimsollError `regime/bad-model` naming the part that is missing or does not fit:
 * probabilities that do not sum to 1, a covariance that is not symmetric positive definite.
 * @internal
 */
export function fromGaussianHmm<Label extends string>(model: GaussianHmm<Label>): HmmParameters {
  const { labels, columns } = model;
  const states = labels.length;
  const d = columns.length;
  if (states === 0 || d === 0 || new Set(labels).size !== states) {
    misuse(
      'regime/bad-model',
      ['labels'],
      labels,
      'Name at least one state and column, each once.',
    );
  }
  const parameters = createParameters(states, d);
  labels.forEach((from, k) => {
    const emission = model.emissions[from] as GaussianEmission | undefined;
    const row = model.transition[from] as Readonly<Record<Label, number>> | undefined;
    parameters.initial[k] = model.initial[from] ?? Number.NaN;
    labels.forEach((to, j) => {
      parameters.transition[k * states + j] = row?.[to] ?? Number.NaN;
    });
    for (let i = 0; i < d; i += 1) {
      parameters.means[k * d + i] = emission?.mean[i] ?? Number.NaN;
      for (let j = 0; j < d; j += 1) {
        parameters.covariances[(k * d + i) * d + j] = emission?.covariance[i]?.[j] ?? Number.NaN;
      }
    }
  });
  checkLaw(parameters.initial, 0, states, ['initial']);
  labels.forEach((from, k) => {
    checkLaw(parameters.transition, k * states, states, ['transition', from]);
    checkEmission(parameters, k, from);
  });
  const indefinite = compileEmissions(parameters, createEmissions(states, d));
  if (indefinite >= 0) {
    misuse(
      'regime/bad-model',
      ['emissions', labels[indefinite] as string, 'covariance'],
      model.emissions[labels[indefinite] as Label].covariance,
      'Give a symmetric positive definite covariance.',
    );
  }
  return parameters;
}

function checkEmission(parameters: HmmParameters, k: number, label: string): void {
  const { dimension: d, means, covariances } = parameters;
  for (let i = 0; i < d; i += 1) {
    const mean = means[k * d + i] as number;
    if (!Number.isFinite(mean)) {
      misuse('regime/bad-model', ['emissions', label, 'mean', i], mean, 'Give a finite mean.');
    }
    for (let j = 0; j <= i; j += 1) {
      const a = (k * d + i) * d + j;
      const b = (k * d + j) * d + i;
      const value = covariances[a] as number;
      const mirrored = covariances[b] as number;
      const size = Math.abs(value) + Math.abs(mirrored);
      // Written so that NaN is refused too.
      if (!(Math.abs(value - mirrored) <= symmetryTolerance * size)) {
        misuse(
          'regime/bad-model',
          ['emissions', label, 'covariance', j, i],
          mirrored,
          `Give a finite, symmetric covariance; its mirror image is ${value}.`,
        );
      }
      covariances[a] = (value + mirrored) / 2;
      covariances[b] = covariances[a] as number;
    }
  }
}
