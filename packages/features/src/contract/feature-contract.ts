import { canonicalJson, type Json, misuse, PlimsollError } from '@plimsoll/core';
import { definitionOf } from '../definition/definition-of.ts';
import type { Feature, LiveFeature } from '../definition/feature.ts';

/** One named check of a contract suite; `run` throws where the contract is broken. */
export interface FeatureCheck {
  /** What is checked, as a statement. */
  readonly name: string;
  /** Runs the check. */
  run(): void;
}

/** What {@link featureContract} feeds the feature. */
export interface FeatureFixture<In> {
  /** Consecutive usable inputs, at least twice `warmupBars`, that make the readings vary. */
  readonly inputs: readonly In[];
  /** Inputs that must be refused, such as one with a NaN price. @defaultValue none */
  readonly refused?: readonly unknown[];
}

const fail = (received: unknown, remedy: string): never =>
  misuse('features/contract-broken', [], received, remedy);

const same = (a: unknown, b: unknown): boolean =>
  a === undefined || b === undefined
    ? a === b
    : canonicalJson(a as Json) === canonicalJson(b as Json);

const stateOf = <In, Out>(live: LiveFeature<In, Out>): string =>
  canonicalJson({ ...live.snapshot() });

const readAll = <In, Out>(live: LiveFeature<In, Out>, inputs: readonly In[]): unknown[] =>
  inputs.map((input) => live.update(input));

const equal = (a: readonly unknown[], b: readonly unknown[], remedy: string): void => {
  a.forEach((reading, i) => {
    if (!same(reading, b[i])) fail([i, reading, b[i]], remedy);
  });
};

/**
 * The contract of a `Feature`, as named checks that every built-in passes and yours should too.
 * Run them in any test framework.
 *
 * @param make - Makes the definition under test; called afresh by every check.
 *
 * @example
 * ```ts
 * for (const check of featureContract(() => myFeature(), { inputs: bars })) test(check.name, check.run);
 * ```
 */
export function featureContract<In, Out = number>(
  make: () => Feature<In, Out>,
  fixture: FeatureFixture<In>,
): readonly FeatureCheck[] {
  const { inputs, refused = [] } = fixture;
  return [
    {
      name: 'the fixture is long enough to judge it',
      run(): void {
        const { warmupBars } = make();
        if (inputs.length < 2 * warmupBars) {
          fail(inputs.length, `Give at least ${2 * warmupBars} inputs.`);
        }
      },
    },
    {
      name: 'the definition is plain data and the same each time',
      run(): void {
        const texts = [make(), make()].map((feature) => canonicalJson(definitionOf(feature)));
        if (texts[0] !== texts[1]) fail(texts, 'Make kind, version and params depend on nothing.');
      },
    },
    {
      name: 'warms up for exactly warmupBars, then reads on every bar',
      run(): void {
        const feature = make();
        readAll(feature.start(), inputs).forEach((reading, i) => {
          const ready = i + 1 >= feature.warmupBars;
          if (ready !== (reading !== undefined)) {
            fail([i, reading], `Bar ${i + 1} should ${ready ? 'have a' : 'have no'} reading.`);
          }
        });
      },
    },
    {
      name: 'readings are plain JSON, without NaN or infinities',
      run(): void {
        for (const reading of readAll(make().start(), inputs)) {
          if (reading !== undefined) canonicalJson(reading as Json);
        }
      },
    },
    {
      name: 'peek answers what update then answers, and changes nothing',
      run(): void {
        const live = make().start();
        inputs.forEach((input, i) => {
          const before = stateOf(live);
          // An unfinished bar may look like any other bar first.
          live.peek(inputs[(i * 7 + 3) % inputs.length] as In);
          const peeked = live.peek(input);
          if (stateOf(live) !== before) fail(i, 'peek must not change the snapshot.');
          const updated = live.update(input);
          if (!same(peeked, updated)) fail([i, peeked, updated], 'peek must answer as update.');
        });
      },
    },
    {
      name: 'a snapshot survives JSON and continues bit for bit from any bar',
      run(): void {
        const feature = make();
        const live = feature.start();
        const cuts = new Set([0, 1, 2, feature.warmupBars - 1, feature.warmupBars]);
        inputs.forEach((input, i) => {
          if (cuts.has(i) || i % 17 === 0) {
            const copy = make().start(JSON.parse(JSON.stringify(live.snapshot())));
            const rest = inputs.slice(i, i + 2 * feature.warmupBars + 20);
            const ahead = make().start(live.snapshot());
            equal(
              readAll(copy, rest),
              readAll(ahead, rest),
              'A restored state must read the same.',
            );
            if (stateOf(copy) !== stateOf(ahead)) fail(i, 'A restored state must stay the same.');
          }
          live.update(input);
        });
        const whole = readAll(make().start(), inputs);
        const half = inputs.length >> 1;
        const first = make().start();
        readAll(first, inputs.slice(0, half));
        const second = readAll(make().start(first.snapshot()), inputs.slice(half));
        equal(second, whole.slice(half), 'A restored feature must continue as if never stopped.');
      },
    },
    {
      name: 'a snapshot of another definition is refused',
      run(): void {
        const feature = make();
        const snapshot = { ...feature.start().snapshot(), configHash: '0'.repeat(64) };
        refuses(() => feature.start(snapshot), 'core/snapshot-mismatch', snapshot);
      },
    },
    {
      name: 'instances of one definition share no state',
      run(): void {
        const feature = make();
        const alone = readAll(feature.start(), inputs);
        const [left, right] = [feature.start(), feature.start()];
        const mixed = inputs.map((input, i) => {
          right.update(inputs[inputs.length - 1 - i] as In);
          return left.update(input);
        });
        equal(mixed, alone, 'Keep state in the live instance, none in the definition.');
      },
    },
    {
      name: 'an unusable input is refused and leaves the state as it was',
      run(): void {
        const live = make().start();
        inputs.forEach((input, i) => {
          if (i % 11 === 0) {
            const before = stateOf(live);
            for (const bad of refused) {
              refuses(() => live.update(bad as In), undefined, bad);
              refuses(() => live.peek(bad as In), undefined, bad);
            }
            if (stateOf(live) !== before) fail(i, 'A refused input must not change the state.');
          }
          live.update(input);
        });
      },
    },
  ];
}

const refuses = (work: () => unknown, code: string | undefined, received: unknown): void => {
  try {
    work();
  } catch (error) {
    if (PlimsollError.is(error) && (code === undefined || error.code === code)) return;
    throw error;
  }
  fail(received, `Throw ${code ?? 'a PlimsollError'} for this input.`);
};
