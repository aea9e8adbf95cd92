import type { Random } from '@plimsoll/core';
import { createParameters, type HmmParameters } from '../hmm/parameters.ts';
import type { EmProblem } from './em-problem.ts';
import {
  barVolatilityPartition,
  equalSegments,
  kMeansPartition,
  levelPartition,
  type Partition,
  randomSegments,
  windowVolatilityPartition,
} from './partitions.ts';

/** Kinds of starting points, in the order in which starts take them. */
export type StartKind =
  | 'volatility-windows'
  | 'k-means'
  | 'segments'
  | 'random-points'
  | 'volatility-bars'
  | 'level-windows'
  | 'random-segments';

const cycle: readonly StartKind[] = [
  'volatility-windows',
  'k-means',
  'segments',
  'random-points',
  'volatility-bars',
  'level-windows',
  'random-segments',
  'k-means',
  'random-points',
  'random-segments',
];

/** Kind of the start with a given index. @internal */
export function startKind(index: number): StartKind {
  // After the first round only kinds that draw random numbers give new points.
  const drawn: readonly StartKind[] = ['random-segments', 'random-points', 'k-means'];
  const later = drawn[index % drawn.length] as StartKind;
  return cycle[index] ?? later;
}

const partitions: Readonly<Record<Exclude<StartKind, 'random-points'>, Partition>> = {
  'volatility-windows': windowVolatilityPartition,
  'k-means': kMeansPartition,
  segments: equalSegments,
  'volatility-bars': barVolatilityPartition,
  'level-windows': levelPartition,
  'random-segments': randomSegments,
};

/** Parameters from which the iterations of one start begin. @internal */
export function startingPoint(problem: EmProblem, index: number, random: Random): HmmParameters {
  const { states, dimension: d } = problem;
  const parameters = createParameters(states, d);
  const kind = startKind(index);
  const stay = 0.8 + 0.19 * random.next();
  for (let i = 0; i < states; i += 1) {
    parameters.initial[i] = 1 / states;
    for (let j = 0; j < states; j += 1) {
      parameters.transition[i * states + j] =
        states === 1 ? 1 : i === j ? stay : (1 - stay) / (states - 1);
    }
  }
  if (kind === 'random-points') scatter(problem, parameters, random);
  else momentsOfGroups(problem, parameters, partitions[kind](problem, states, random));
  return parameters;
}

function scatter(problem: EmProblem, parameters: HmmParameters, random: Random): void {
  const { states, dimension: d, values, rows, pooled, diagonal } = problem;
  for (let k = 0; k < states; k += 1) {
    const row = random.nextInteger(rows);
    const size = Math.exp(2 * random.next() - 1.5);
    for (let i = 0; i < d; i += 1) {
      parameters.means[k * d + i] = values[row * d + i] as number;
      for (let j = 0; j < d; j += 1) {
        const shape = diagonal && i !== j ? 0 : (pooled[i * d + j] as number);
        parameters.covariances[(k * d + i) * d + j] = size * shape;
      }
    }
  }
}

/** Moments of each group, drawn towards the pooled ones by a few pseudo-observations. */
function momentsOfGroups(problem: EmProblem, parameters: HmmParameters, groups: Uint8Array): void {
  const { states, dimension: d, values, rows, pooled, diagonal } = problem;
  const weight = d + 2;
  const counts = new Float64Array(states);
  for (let t = 0; t < rows; t += 1) {
    const k = groups[t] as number;
    counts[k] = (counts[k] as number) + 1;
    for (let i = 0; i < d; i += 1) {
      const cell = k * d + i;
      parameters.means[cell] = (parameters.means[cell] as number) + (values[t * d + i] as number);
    }
  }
  for (let k = 0; k < states; k += 1) {
    for (let i = 0; i < d; i += 1) {
      const cell = k * d + i;
      parameters.means[cell] = (parameters.means[cell] as number) / ((counts[k] as number) + 1);
    }
  }
  for (let t = 0; t < rows; t += 1) {
    const k = groups[t] as number;
    for (let i = 0; i < d; i += 1) {
      const r = (values[t * d + i] as number) - (parameters.means[k * d + i] as number);
      for (let j = 0; j < d; j += 1) {
        const s = (values[t * d + j] as number) - (parameters.means[k * d + j] as number);
        const cell = (k * d + i) * d + j;
        parameters.covariances[cell] = (parameters.covariances[cell] as number) + r * s;
      }
    }
  }
  for (let k = 0; k < states; k += 1) {
    for (let i = 0; i < d * d; i += 1) {
      const cell = k * d * d + i;
      const offDiagonal = Math.floor(i / d) !== i % d;
      parameters.covariances[cell] =
        diagonal && offDiagonal
          ? 0
          : ((parameters.covariances[cell] as number) + weight * (pooled[i] as number)) /
            ((counts[k] as number) + weight);
    }
  }
}
