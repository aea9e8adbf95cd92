import { misuse, type Snapshot } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { type Feature, type LiveFeature, value } from '../../src/index.ts';
import { featureContract } from '../../src/testing.ts';
import { type TestBar, walkBars } from '../support/bars.ts';
import { builtIns, furtherBuiltIns } from '../support/built-ins.ts';
import { errorCode } from '../support/error-code.ts';
import { highestClose } from '../support/highest-close.ts';

const bars = walkBars(70, 5);
const bar = bars[0] as TestBar;
const refused = [
  undefined,
  null,
  7,
  {},
  { ...bar, high: Number.NaN, open: Number.NaN, low: Number.NaN, close: Number.NaN },
  { open: Number.POSITIVE_INFINITY, high: 1e31, low: -1e31, close: '12' },
];

describe('every built-in passes the contract', () => {
  for (const [name, make] of Object.entries({ ...builtIns, ...furtherBuiltIns })) {
    describe(name, () => {
      for (const check of featureContract(make, { inputs: bars, refused })) {
        test(check.name, check.run);
      }
    });
  }
  describe('value()', () => {
    const inputs = bars.map(({ close }) => close);
    for (const check of featureContract(value, { inputs, refused: [Number.NaN, '1', null] })) {
      test(check.name, check.run);
    }
  });
});

describe('a feature written from scratch passes too', () => {
  for (const check of featureContract(highestClose, { inputs: bars, refused })) {
    test(check.name, check.run);
  }
});

const failing = (make: () => Feature<TestBar>, inputs: readonly TestBar[] = bars): string[] =>
  featureContract(make, { inputs, refused })
    .filter((check) => errorCode(check.run) !== 'no error')
    .map((check) => check.name);

const broken = (
  change: (live: LiveFeature<TestBar>, n: number) => Partial<LiveFeature<TestBar>>,
) => {
  let made = 0;
  return (): Feature<TestBar> => {
    const good = highestClose();
    const start = (from?: Snapshot): LiveFeature<TestBar> => {
      const live = good.start(from);
      made += 1;
      return { ...live, ...change(live, made) };
    };
    return { ...good, start };
  };
};

describe('the contract catches', () => {
  test('a fixture that is too short', () => {
    expect(failing(highestClose, bars.slice(0, 3))).toContain(
      'the fixture is long enough to judge it',
    );
  });
  test('parameters that change from one call to the next', () => {
    let n = 0;
    const make = (): Feature<TestBar> => ({ ...highestClose(), params: { n: n++ } });
    expect(failing(make)).toContain('the definition is plain data and the same each time');
  });
  test('a warm-up that is not the stated one', () => {
    const make = (): Feature<TestBar> => ({ ...highestClose(), warmupBars: 5 });
    expect(failing(make)).toContain('warms up for exactly warmupBars, then reads on every bar');
  });
  test('a NaN reading', () => {
    expect(failing(broken(() => ({ update: () => Number.NaN })))).toContain(
      'readings are plain JSON, without NaN or infinities',
    );
  });
  test('a peek that commits', () => {
    expect(failing(broken((live) => ({ peek: (input) => live.update(input) })))).toContain(
      'peek answers what update then answers, and changes nothing',
    );
  });
  test('a peek that answers something else', () => {
    expect(failing(broken(() => ({ peek: () => 1 })))).toContain(
      'peek answers what update then answers, and changes nothing',
    );
  });
  test('a snapshot that is incomplete', () => {
    const forgetful = broken((live) => {
      const snapshot = (): Snapshot => ({ ...live.snapshot(), state: { bars: 0, highest: 0 } });
      return { snapshot };
    });
    expect(failing(forgetful)).toContain(
      'a snapshot survives JSON and continues bit for bit from any bar',
    );
  });
  test('a snapshot of another definition accepted', () => {
    const good = highestClose();
    const make = (): Feature<TestBar> => ({ ...good, start: () => good.start() });
    expect(failing(make)).toContain('a snapshot of another definition is refused');
  });
  test('state kept in the definition', () => {
    const make = (): Feature<TestBar> => {
      const good = highestClose();
      const only = good.start();
      return { ...good, start: (from) => (from === undefined ? only : good.start(from)) };
    };
    expect(failing(make)).toContain('instances of one definition share no state');
  });
  test('a bad input that is let through, and one that changes the state', () => {
    const name = 'an unusable input is refused and leaves the state as it was';
    const deaf = broken((live) => ({
      update: (input) => (input?.close > 0 ? live.update(input) : undefined),
    }));
    expect(failing(deaf)).toContain(name);
    const dirty = broken((live) => ({
      update(input) {
        if (input?.close > 0) return live.update(input);
        live.update({ ...bar, close: 1e9 });
        return misuse('test/refused', [], input, 'Give a bar.');
      },
    }));
    expect(failing(dirty)).toContain(name);
  });
  test('an error that is no PlimsollError', () => {
    const rude = broken((live) => ({
      update(input) {
        if (input?.close > 0) return live.update(input);
        throw new TypeError('no');
      },
    }));
    const check = featureContract(rude, { inputs: bars, refused }).at(-1);
    expect(errorCode(() => check?.run())).toBe('core/contract-violated');
  });
});
