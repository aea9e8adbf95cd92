import {
  checkInteger,
  checkNumber,
  checkOneOf,
  createRandom,
  misuse,
  type WorkOptions,
} from '@plimsoll/core';
import { type BlockMethod, blockIndices } from './block-indices.ts';
import { type BootstrapInterval, type IntervalMethod, intervalOf } from './bootstrap-interval.ts';
import { checkSample } from './check-sample.ts';

/**
 * The series of one resample, by name: the same periods of all of them. The arrays are filled
 * anew for every resample, so do not keep them.
 */
export type BootstrapSample<K extends string = string> = Readonly<Record<K, Float64Array>>;

/** Options of {@link blockBootstrap}. */
export interface BlockBootstrapOptions<K extends string = string> extends WorkOptions {
  /**
   * What to estimate, by name. A number that is not finite means the statistic does not exist on
   * that resample; it is counted and left out.
   */
  readonly statistics: Readonly<Record<string, (sample: BootstrapSample<K>) => number>>;
  /** How blocks are drawn. @defaultValue 'stationary' */
  readonly method?: BlockMethod;
  /** Block length in bars, a mean for `stationary`. @defaultValue the cube root of the length */
  readonly blockLengthBars?: number;
  /** Number of resamples. @defaultValue 2000 */
  readonly resamples?: number;
  /** Probability that the interval covers. @defaultValue 0.95 */
  readonly confidence?: number;
  /** `percentile` of the resamples, or `basic`: reflected about the estimate. @defaultValue 'percentile' */
  readonly interval?: IntervalMethod;
  /** Seed of the stream `bootstrap`. @defaultValue 1 */
  readonly seed?: number;
}

/** Defaults of {@link blockBootstrap}. */
export const blockBootstrapDefaults: Readonly<{
  method: BlockMethod;
  resamples: number;
  confidence: number;
  interval: IntervalMethod;
  seed: number;
}> = { method: 'stationary', resamples: 2000, confidence: 0.95, interval: 'percentile', seed: 1 };

/** How the resamples were made: enough to repeat them. */
export interface BootstrapDesign {
  /** How blocks were drawn. */
  readonly method: BlockMethod;
  /** Block length used. */
  readonly blockLengthBars: number;
  /** Resamples drawn. */
  readonly resamples: number;
  /** Coverage asked for. */
  readonly confidence: number;
  /** Kind of interval. */
  readonly interval: IntervalMethod;
  /** Seed used. */
  readonly seed: number;
  /** Length of the series. */
  readonly observations: number;
}

/** Intervals are there; when cancelled, from the resamples drawn so far. */
export interface BootstrapEstimates<S extends 'fitted' | 'cancelled'> {
  /** Complete, or stopped early. */
  readonly status: S;
  /** Interval of every statistic by name. */
  readonly intervals: Readonly<Record<string, BootstrapInterval>>;
  /** How the resamples were made. */
  readonly design: BootstrapDesign;
}

/** Answer of {@link blockBootstrap}. */
export type BootstrapOutcome =
  | BootstrapEstimates<'fitted'>
  | BootstrapEstimates<'cancelled'>
  | {
      /** Fewer than two blocks fit into the series. */
      readonly status: 'insufficient-data';
      /** Length of the series. */
      readonly observations: number;
      /** Length needed. */
      readonly needed: number;
    };

/**
 * Confidence intervals of any statistic of dependent series by resampling blocks. All series are
 * resampled with the same blocks, so a statistic of two of them (a difference of Sharpe ratios)
 * keeps their dependence: that is the paired test.
 *
 * @param series - Equally long series by name.
 * @throws `numerics/ragged-series`, `numerics/bad-sample`, `numerics/bad-block-length`,
 * `numerics/bad-limit`, `numerics/bad-probability`, `numerics/bad-method`.
 *
 * @example
 * ```ts
 * const mean = (x: Float64Array) => x.reduce((a, b) => a + b, 0) / x.length;
 * const outcome = blockBootstrap({ a, b }, {
 *   statistics: { difference: (s) => mean(s.a) - mean(s.b) },
 *   blockLengthBars: 5,
 * });
 * ```
 */
export function blockBootstrap<K extends string>(
  series: Readonly<Record<K, ArrayLike<number>>>,
  options: BlockBootstrapOptions<K>,
): BootstrapOutcome {
  const full = { ...blockBootstrapDefaults, ...options };
  const { statistics, method, resamples, confidence, interval, seed, signal, onProgress } = full;
  checkOneOf(method, ['stationary', 'moving'], 'numerics/bad-method', ['method']);
  checkOneOf(interval, ['percentile', 'basic'], 'numerics/bad-method', ['interval']);
  checkInteger(resamples, 'numerics/bad-limit', ['resamples'], { min: 1 });
  checkInteger(seed, 'numerics/bad-seed', ['seed']);
  checkNumber(confidence, 'numerics/bad-probability', ['confidence'], {
    min: 0,
    above: true,
    max: 1 - 2 ** -53,
  });
  const columns = checkSeries(series);
  const observations = columns[0]?.[1].length ?? 0;
  const blockLengthBars = full.blockLengthBars ?? Math.max(1, Math.round(Math.cbrt(observations)));
  const path = ['blockLengthBars'];
  checkNumber(blockLengthBars, 'numerics/bad-block-length', path, { min: 1 });
  if (method === 'moving') checkInteger(blockLengthBars, 'numerics/bad-block-length', path);
  const needed = Math.max(2, Math.ceil(2 * blockLengthBars));
  if (observations < needed) return { status: 'insufficient-data', observations, needed };

  const random = createRandom(seed).fork('bootstrap');
  const indices = new Uint32Array(observations);
  const sample = columns.map(([name]) => [name, new Float64Array(observations)] as const);
  const resampled = Object.fromEntries(sample) as BootstrapSample<K>;
  const original = Object.fromEntries(
    columns.map(([name, values]) => [name, values.slice()]),
  ) as BootstrapSample<K>;
  const targets = Object.entries<(sample: BootstrapSample<K>) => number>(statistics).map(
    ([name, of]) => ({
      name,
      of,
      estimate: of(original),
      draws: new Float64Array(resamples),
    }),
  );
  let done = 0;
  while (done < resamples && signal?.aborted !== true) {
    blockIndices(indices, { method, blockLengthBars }, random);
    columns.forEach(([, from], c) => {
      const to = sample[c]?.[1] as Float64Array;
      for (let i = 0; i < observations; i++) to[i] = from[indices[i] as number] as number;
    });
    for (const { of, draws } of targets) draws[done] = of(resampled);
    done += 1;
    if (done % 100 === 0) onProgress?.(done, resamples);
  }
  return {
    status: done === resamples ? 'fitted' : 'cancelled',
    intervals: Object.fromEntries(
      targets.map(({ name, estimate, draws }) => [
        name,
        intervalOf(estimate, draws.subarray(0, done), confidence, interval),
      ]),
    ),
    design: { method, blockLengthBars, resamples: done, confidence, interval, seed, observations },
  };
}

function checkSeries(
  series: Readonly<Record<string, ArrayLike<number>>>,
): (readonly [string, Float64Array])[] {
  const columns = Object.entries(series).map(
    ([name, values]) => [name, checkSample(values, name)] as const,
  );
  const length = columns[0]?.[1].length;
  for (const [name, values] of columns) {
    if (values.length !== length) {
      misuse('numerics/ragged-series', [name], values.length, `Give ${length} values in each.`);
    }
  }
  if (length === undefined) {
    misuse('numerics/ragged-series', [], series, 'Give at least one series by name.');
  }
  return columns;
}
