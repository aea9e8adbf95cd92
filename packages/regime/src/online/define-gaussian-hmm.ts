import { checkOneOf, misuse } from '@plimsoll/core';
import { plainJson } from '../detector/identity-of.ts';
import { type GaussianHmmShape, type ResolvedShape, resolveShape } from '../fit/fit-options.ts';
import { observationsNeeded } from '../fit/observations-needed.ts';
import { fromGaussianHmm, type GaussianHmm } from '../hmm/gaussian-hmm.ts';
import { startFixedHmm } from './fixed-hmm.ts';
import type { GaussianHmmDetector } from './gaussian-hmm-detector.ts';
import type { RefitPolicy } from './refit-every.ts';
import { startRefittedHmm } from './refitted-hmm.ts';

/** A detector on a model that does not change. */
export interface FixedHmmConfig<Label extends string> {
  /** The model, fitted on data older than those the detector will see, or written by hand. */
  readonly model: GaussianHmm<Label>;
  /**
   * Law of the first bar: the model's stationary law, or its `initial` (which describes the start of
   * the sample it was fitted to). @defaultValue 'stationary'
   */
  readonly begin?: 'stationary' | 'initial';
}

/** A detector that fits its own model on the past, on a schedule. */
export interface RefittedHmmConfig<Label extends string> extends GaussianHmmShape<Label> {
  /** Columns observed, in order. */
  readonly columns: readonly string[];
  /** When and on what it is fitted: {@link refitEvery}. */
  readonly refit: RefitPolicy;
}

/**
 * Gaussian hidden Markov model as a causal detector: the forward filter, O(K^2 + K d^2) a bar. Either
 * on a given `model`, or on one it fits to its own past by `refit`.
 *
 * @throws PlimsollError `regime/bad-model`, `regime/bad-refit` and those of {@link fitGaussianHmm}'s
 * options.
 *
 * @example
 * ```ts
 * const detector = gaussianHmm({ states: 2, columns: ['logReturn', 'logRange'], refit: refitEvery(63) });
 * const live = detector.start();
 * const reading = live.update([0.004, -4.6]);
 * ```
 */
export function gaussianHmm<const Label extends string = string>(
  config: FixedHmmConfig<Label> | RefittedHmmConfig<Label>,
): GaussianHmmDetector<Label> {
  return 'model' in config ? fixedHmm(config) : refittedHmm(config);
}

function fixedHmm<Label extends string>(config: FixedHmmConfig<Label>): GaussianHmmDetector<Label> {
  fromGaussianHmm(config.model);
  const begin = checkOneOf(
    config.begin ?? 'stationary',
    ['stationary', 'initial'],
    'regime/bad-option',
    ['begin'],
  );
  const params = plainJson({ model: config.model, begin });
  const model = plainJson(config.model) as unknown as GaussianHmm<Label>;
  const detector: GaussianHmmDetector<Label> = {
    kind: 'gaussian-hmm',
    version: 1,
    params,
    labels: model.labels,
    columns: model.columns,
    warmupBars: 1,
    start: (from) => startFixedHmm(detector, model, begin, from),
  };
  return detector;
}

function refittedHmm<Label extends string>(
  config: RefittedHmmConfig<Label>,
): GaussianHmmDetector<Label> {
  const shape = resolveShape(config);
  const { columns, refit } = config;
  if (columns.length === 0 || new Set(columns).size !== columns.length) {
    misuse('regime/wrong-columns', ['columns'], columns, 'Name each observed column once.');
  }
  if (shape.orderColumn !== null && !columns.includes(shape.orderColumn)) {
    misuse(
      'regime/unknown-column',
      ['orderColumn'],
      shape.orderColumn,
      `Give one of ${columns.join(', ')}.`,
    );
  }
  if ((refit as RefitPolicy | undefined)?.kind !== 'refit-every') {
    misuse('regime/bad-refit', ['refit'], refit, 'Give refitEvery(…), or a model instead.');
  }
  const needed = observationsNeeded(shape.states, columns.length);
  if (refit.minimumBars < needed) {
    misuse(
      'regime/bad-refit',
      ['refit', 'minimumBars'],
      refit.minimumBars,
      `Give at least ${needed}: ${shape.states} states on ${columns.length} columns need as many.`,
    );
  }
  const detector: GaussianHmmDetector<Label> = {
    kind: 'gaussian-hmm-refitted',
    version: 1,
    params: plainJson({ ...shape, columns, refit }),
    labels: shape.names,
    columns: [...columns],
    warmupBars: refit.minimumBars,
    start: (from) => startRefittedHmm(detector, shapeOptions(shape, columns), refit, from),
  };
  return detector;
}

function shapeOptions<Label extends string>(
  shape: ResolvedShape<Label>,
  columns: readonly string[],
): GaussianHmmShape<Label> {
  const { covariancePriorBars, orderColumn, ...rest } = shape;
  return {
    ...rest,
    columns: [...columns],
    ...(covariancePriorBars === null ? {} : { covariancePriorBars }),
    ...(orderColumn === null ? {} : { orderColumn }),
  };
}
