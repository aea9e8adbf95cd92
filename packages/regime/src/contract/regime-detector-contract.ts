import { canonicalJson, type Json, misuse, type Snapshot } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureEqual, ensureRefused } from '@plimsoll/core/testing';
import { assertCausal } from '../causality/assert-causal.ts';
import { readingText } from '../causality/same-reading.ts';
import type {
  LiveRegimeDetector,
  ReadyRegimeReading,
  RegimeDetector,
  RegimeReading,
} from '../detector/regime-detector.ts';

/** What {@link regimeDetectorContract} feeds the detector. */
export interface RegimeDetectorFixture<Input> {
  /** Consecutive usable inputs, at least `warmupBars + 20`, on which labels change. */
  readonly inputs: readonly Input[];
  /** Inputs that must be refused, such as one with a NaN in it. @defaultValue none */
  readonly refused?: readonly unknown[];
  /** Places at which causality and resuming are tried. @defaultValue 4 */
  readonly cuts?: number;
}

const sumTolerance = 1e-9;

const stateText = <Input>(live: LiveRegimeDetector<Input>): string =>
  canonicalJson(live.snapshot() as unknown as Json);

const isReady = <Label extends string>(
  reading: RegimeReading<Label>,
): reading is ReadyRegimeReading<Label> => reading.status === 'ready';

function ensureLaw(law: Readonly<Record<string, number>>, labels: readonly string[], i: number) {
  ensureEqual(Object.keys(law).sort(), [...labels].sort(), `the labels of the law at bar ${i}`);
  const values = Object.values(law);
  ensure(
    values.every((value) => value >= 0 && value <= 1 + sumTolerance),
    `probabilities lie between 0 and 1 (bar ${i})`,
  );
  const total = values.reduce((sum, value) => sum + value, 0);
  ensure(Math.abs(total - 1) <= sumTolerance, `probabilities sum to 1 (bar ${i}: ${total})`);
}

function ensureReading(
  reading: ReadyRegimeReading,
  before: ReadyRegimeReading | null,
  labels: readonly string[],
  i: number,
): void {
  ensure(labels.includes(reading.label), `the label at bar ${i} is one of the definition's`);
  ensureLaw(reading.probabilities, labels, i);
  ensureLaw(reading.predicted, labels, i);
  ensureEqual(
    reading.confidence,
    reading.probabilities[reading.label],
    `the confidence at bar ${i}, the probability of the label,`,
  );
  const age = before !== null && before.label === reading.label ? before.ageBars + 1 : 0;
  ensureEqual(reading.ageBars, age, `ageBars at bar ${i}`);
}

/**
 * The contract of a {@link RegimeDetector} as named checks. Every built-in passes it; run it on your
 * own in any test framework.
 *
 * @param make - Makes the definition under test, from nothing but its own parameters.
 *
 * @example
 * ```ts
 * for (const { name, run } of regimeDetectorContract(() => mine, { inputs })) test(name, run);
 * ```
 */
export function regimeDetectorContract<Input, Label extends string>(
  make: () => RegimeDetector<Input, Label>,
  fixture: RegimeDetectorFixture<Input>,
): ContractSuite {
  const { inputs, refused = [], cuts = 4 } = fixture;
  const read = (): readonly RegimeReading<Label>[] => {
    const live = make().start();
    return inputs.map((input) => live.update(input));
  };
  return [
    {
      name: 'the definition is plain data and the same each time',
      run(): void {
        const text = ({ kind, version, params }: RegimeDetector<Input, Label>): string =>
          canonicalJson({ kind, version, params });
        const detector = make();
        ensureEqual(text(make()), text(detector), 'the definition');
        ensure(detector.labels.length > 0, 'there is a label');
        ensureEqual(new Set(detector.labels).size, detector.labels.length, 'the number of labels');
        ensure(
          Number.isInteger(detector.warmupBars) && detector.warmupBars >= 1,
          'warmupBars >= 1',
        );
      },
    },
    {
      name: 'it warms up for warmupBars at least, then reads on every bar',
      run(): void {
        const { warmupBars } = make();
        const readings = read();
        const first = readings.findIndex(isReady);
        ensure(first >= warmupBars - 1, `no reading before bar ${warmupBars}`);
        ensure(first >= 0, 'the fixture is long enough for a reading');
        ensure(readings.slice(first).every(isReady), 'once ready, ready ever after');
        for (const reading of readings.slice(0, first)) {
          ensure(!isReady(reading) && reading.remainingBars >= 1, 'warming says what is missing');
        }
      },
    },
    {
      name: 'readings are laws over the labels, with confidence and age that follow from them',
      run(): void {
        const { labels } = make();
        let before: ReadyRegimeReading<Label> | null = null;
        read().forEach((reading, i) => {
          if (!isReady(reading)) return;
          ensureReading(reading, before, labels, i);
          before = reading;
        });
      },
    },
    {
      name: 'readings and snapshots are plain JSON',
      run(): void {
        const live = make().start();
        for (const input of inputs) readingText(live.update(input));
        stateText(live);
      },
    },
    {
      name: 'it is causal, repeatable, and resumes from a snapshot bit for bit',
      run(): void {
        assertCausal<Input, Label>(() => make(), inputs, { cuts });
      },
    },
    {
      name: 'a snapshot restores the same state, before the first bar and after the last',
      run(): void {
        const live = make().start();
        const copyOf = (): string =>
          stateText(make().start(JSON.parse(JSON.stringify(live.snapshot())) as Snapshot));
        ensureEqual(copyOf(), stateText(live), 'a restored snapshot');
        for (const input of inputs) live.update(input);
        ensureEqual(copyOf(), stateText(live), 'a restored snapshot');
      },
    },
    {
      name: 'a snapshot of another definition is refused',
      run(): void {
        const snapshot = make().start().snapshot();
        for (const other of [
          { ...snapshot, kind: `${snapshot.kind}-of-another-kind` },
          { ...snapshot, version: snapshot.version + 1 },
          { ...snapshot, configHash: '0'.repeat(64) },
        ]) {
          ensureRefused(() => make().start(other), 'a foreign snapshot', 'core/snapshot-mismatch');
        }
      },
    },
    {
      name: 'live instances of one definition do not share state',
      run(): void {
        const detector = make();
        const first = detector.start();
        const second = detector.start();
        const alone = detector.start();
        inputs.forEach((input, i) => {
          const text = readingText(first.update(input));
          if (i % 2 === 0) second.update(input);
          ensureEqual(
            text,
            readingText(alone.update(input)),
            `reading ${i} beside another instance`,
          );
        });
      },
    },
    {
      name: 'a refused input throws and leaves the state as it was',
      run(): void {
        const live = make().start();
        inputs.forEach((input, i) => {
          if (i === 0 || i === inputs.length - 1) {
            const before = stateText(live);
            for (const bad of refused) {
              ensureRefused(() => live.update(bad as Input), `input ${describe(bad)}`);
              ensureEqual(stateText(live), before, 'the state after a refused input');
            }
          }
          live.update(input);
        });
      },
    },
    {
      name: 'the fixture is worth it: some label changes',
      run(): void {
        const labels = new Set(
          read().flatMap((reading) => (isReady(reading) ? reading.label : [])),
        );
        if (make().labels.length > 1 && labels.size < 2) {
          misuse(
            'regime/weak-fixture',
            ['inputs'],
            [...labels],
            'Give inputs on which it changes.',
          );
        }
      },
    },
  ];
}

const describe = (value: unknown): string => JSON.stringify(value) ?? String(value);
