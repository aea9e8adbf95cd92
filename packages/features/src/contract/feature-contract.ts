import { canonicalJson, type Json } from '@plimsoll/core';
import { type ContractSuite, ensure, ensureRefused } from '@plimsoll/core/testing';
import { definitionOf } from '../definition/definition-of.ts';
import type { Feature, LiveFeature } from '../definition/feature.ts';

/** What {@link featureContract} feeds the feature. */
export interface FeatureFixture<In> {
  /** Consecutive usable inputs, at least twice `warmupBars`, that make the readings vary. */
  readonly inputs: readonly In[];
  /** Inputs that must be refused, such as one with a NaN price. @defaultValue none */
  readonly refused?: readonly unknown[];
}

const textOf = (reading: unknown): string =>
  reading === undefined ? 'no reading' : canonicalJson(reading as Json);

const stateOf = <In, Out>(live: LiveFeature<In, Out>): string =>
  canonicalJson({ ...live.snapshot() });

const readAll = <In, Out>(live: LiveFeature<In, Out>, inputs: readonly In[]): unknown[] =>
  inputs.map((input) => live.update(input));

const ensureSame = (a: readonly unknown[], b: readonly unknown[], statement: string): void => {
  a.forEach((reading, i) => {
    const [own, other] = [textOf(reading), textOf(b[i])];
    ensure(own === other, `${statement} (bar ${i + 1}: ${own} and ${other})`);
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
 * for (const { name, run } of featureContract(() => myFeature(), { inputs: bars })) test(name, run);
 * ```
 */
export function featureContract<In, Out = number>(
  make: () => Feature<In, Out>,
  fixture: FeatureFixture<In>,
): ContractSuite {
  const { inputs, refused = [] } = fixture;
  return [
    {
      name: 'the fixture is long enough to judge it',
      run(): void {
        const needed = 2 * make().warmupBars;
        ensure(inputs.length >= needed, `the fixture has at least ${needed} inputs`);
      },
    },
    {
      name: 'the definition is plain data and the same each time',
      run(): void {
        const [one, two] = [make(), make()].map((feature) => textOf(definitionOf(feature)));
        ensure(one === two, `kind, version and params depend on nothing (${one} and ${two})`);
      },
    },
    {
      name: 'warms up for exactly warmupBars, then reads on every bar',
      run(): void {
        const feature = make();
        readAll(feature.start(), inputs).forEach((reading, i) => {
          const ready = i + 1 >= feature.warmupBars;
          const wanted = ready ? 'a reading' : 'no reading';
          ensure(ready === (reading !== undefined), `bar ${i + 1} has ${wanted}`);
        });
      },
    },
    {
      name: 'readings are plain JSON, without NaN or infinities',
      run(): void {
        readAll(make().start(), inputs).forEach(textOf);
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
          ensure(stateOf(live) === before, 'peek leaves the snapshot as it was');
          ensureSame([peeked], [live.update(input)], 'peek answers as update');
        });
      },
    },
    {
      name: 'a snapshot survives JSON and continues bit for bit from any bar',
      run(): void {
        const feature = make();
        const live = feature.start();
        const whole = readAll(make().start(), inputs);
        const cuts = new Set([0, 1, 2, feature.warmupBars - 1, feature.warmupBars]);
        inputs.forEach((input, i) => {
          if (cuts.has(i) || i % 17 === 0) {
            const copy = make().start(JSON.parse(JSON.stringify(live.snapshot())));
            const rest = inputs.slice(i, i + 2 * feature.warmupBars + 20);
            ensureSame(
              readAll(copy, rest),
              whole.slice(i),
              `restored at bar ${i + 1} it continues`,
            );
          }
          live.update(input);
        });
      },
    },
    {
      name: 'a snapshot of another definition is refused',
      run(): void {
        const feature = make();
        const snapshot = { ...feature.start().snapshot(), configHash: '0'.repeat(64) };
        const what = 'a snapshot with another configHash';
        ensureRefused(() => feature.start(snapshot), what, 'core/snapshot-mismatch');
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
        ensureSame(mixed, alone, 'state lives in the instance, none in the definition');
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
              ensureRefused(() => live.update(bad as In), `an update with ${String(bad)}`);
              ensureRefused(() => live.peek(bad as In), `a peek with ${String(bad)}`);
            }
            ensure(stateOf(live) === before, 'a refused input changes nothing');
          }
          live.update(input);
        });
      },
    },
  ];
}
