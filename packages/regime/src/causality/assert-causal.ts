import { checkInteger, createRandom, misuse, type Random, type Snapshot } from '@plimsoll/core';
import type { RegimeDetector } from '../detector/regime-detector.ts';
import { firstDifference, readingText } from './same-reading.ts';

/**
 * Makes the detector under test. It is called with the data that the run at hand will see: a
 * detector that is fitted or precomputed takes what it needs from there, and from nowhere else. A
 * function without parameters promises that bars are all the detector gets.
 */
export type MakeDetector<Input, Label extends string = string> = (
  data: readonly Input[],
) => RegimeDetector<Input, Label>;

/** Options of {@link assertCausal}. */
export interface CausalityOptions<Input> {
  /** Random places at which the series is cut. @defaultValue 5 */
  readonly cuts?: number;
  /** Seed of the cuts and of the noise. @defaultValue 1 */
  readonly seed?: number;
  /** Earliest cut: as many bars as the maker needs to build a detector at all. @defaultValue 1 */
  readonly minimumBars?: number;
  /**
   * Bars compared after a snapshot was restored at a cut; fewer save time on long series.
   * @defaultValue to the end
   */
  readonly resumeBars?: number;
  /** An input to put in the place of a future one. @defaultValue one drawn from the series */
  readonly noise?: (random: Random, index: number) => Input;
}

/** Defaults of {@link assertCausal}. */
export const causalityDefaults: { readonly cuts: number; readonly seed: number } = {
  cuts: 5,
  seed: 1,
};

/** What {@link assertCausal} compared. */
export interface CausalityReport {
  /** Indices at which the series was cut, ascending. */
  readonly cuts: readonly number[];
  /** Readings compared bit for bit, over all runs. */
  readonly comparedReadings: number;
  /** Ready readings of the reference run. */
  readonly readyReadings: number;
}

/**
 * Proves on data that a detector is causal: at every cut, the readings before it are the same bits
 * when the series ends there and when everything after it is replaced by noise; two instances agree
 * (batch equals streaming); and a snapshot taken at the cut, through JSON text, continues as if
 * nothing had happened. Works on anybody's detector.
 *
 * @throws PlimsollError `regime/not-causal`, `regime/not-repeatable` or `regime/not-resumable`, each
 * with the first differing index in `path`.
 *
 * @example
 * ```ts
 * assertCausal(() => gaussianHmm({ states: 2, columns: ['r'], refit: refitEvery(63) }), returns);
 * ```
 */
export function assertCausal<Input, Label extends string>(
  make: MakeDetector<Input, Label>,
  data: readonly Input[],
  options: CausalityOptions<Input> = {},
): CausalityReport {
  const code = 'regime/bad-causality-test';
  const wanted = checkInteger(options.cuts ?? causalityDefaults.cuts, code, ['cuts'], { min: 1 });
  const random = createRandom(options.seed ?? causalityDefaults.seed).fork('assert-causal');
  const resumeBars = checkInteger(options.resumeBars ?? data.length, code, ['resumeBars'], {
    min: 1,
  });
  const earliest = checkInteger(options.minimumBars ?? 1, code, ['minimumBars'], { min: 1 });
  if (data.length <= earliest) {
    misuse(
      code,
      ['data'],
      data.length,
      `Give more than ${earliest} bars, to leave room for a cut.`,
    );
  }
  const cuts = chooseCuts(random.fork('cuts'), earliest, data.length, wanted);
  const noise = options.noise ?? ((source) => data[source.nextInteger(data.length)] as Input);

  const reference = run(make(data), data, []);
  let comparedReadings = 0;
  const compare = (
    texts: readonly string[],
    offset: number,
    code: string,
    remedy: string,
  ): void => {
    const index = firstDifference(reference.texts, texts, offset);
    if (index >= 0) {
      misuse(code, ['readings', index], JSON.parse(texts[index - offset] as string), remedy);
    }
    comparedReadings += texts.length;
  };

  const again = run(make(data), data, cuts);
  compare(
    again.texts,
    0,
    'regime/not-repeatable',
    'A second instance reads the same bars otherwise.',
  );
  for (const cut of cuts) {
    // Without a parameter the maker cannot leak the future: one run has shown all prefixes.
    if (make.length > 0) {
      const prefix = data.slice(0, cut);
      const future = random.fork(`noise-${cut}`);
      const noisy = data.map((input, i) => (i < cut ? input : noise(future, i)));
      const remedy = `Readings before bar ${cut} changed when only bars from ${cut} on did.`;
      compare(run(make(prefix), prefix, []).texts, 0, 'regime/not-causal', remedy);
      compare(run(make(noisy), prefix, []).texts, 0, 'regime/not-causal', remedy);
    }
    const snapshot = again.snapshots.get(cut) as string;
    const tail = data.slice(cut, cut + resumeBars);
    const resumed = run(make(data), tail, [], JSON.parse(snapshot) as Snapshot);
    const remedy = `A snapshot taken before bar ${cut} and restored continues otherwise.`;
    compare(resumed.texts, cut, 'regime/not-resumable', remedy);
  }
  return {
    cuts,
    comparedReadings,
    readyReadings: reference.texts.filter((text) => text.includes('"status":"ready"')).length,
  };
}

function chooseCuts(random: Random, earliest: number, length: number, wanted: number): number[] {
  const cuts = new Set<number>();
  const places = length - earliest;
  const most = Math.min(wanted, places);
  while (cuts.size < most) cuts.add(earliest + random.nextInteger(places));
  return [...cuts].sort((a, b) => a - b);
}

interface Run {
  readonly texts: readonly string[];
  /** Snapshots before the bars with these indices, as JSON text. */
  readonly snapshots: ReadonlyMap<number, string>;
}

function run<Input, Label extends string>(
  detector: RegimeDetector<Input, Label>,
  inputs: readonly Input[],
  snapshotAt: readonly number[],
  from?: Snapshot,
): Run {
  const live = detector.start(from);
  const snapshots = new Map<number, string>();
  const texts = inputs.map((input, i) => {
    if (snapshotAt.includes(i)) snapshots.set(i, JSON.stringify(live.snapshot()));
    return readingText(live.update(input));
  });
  return { texts, snapshots };
}
