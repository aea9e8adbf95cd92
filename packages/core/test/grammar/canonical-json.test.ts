import { canonicalJson, configHash, type Json, PlimsollError } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';

const refusal = (value: unknown): PlimsollError => {
  try {
    canonicalJson(value as Json);
  } catch (error) {
    if (PlimsollError.is(error)) return error;
  }
  throw new Error('was not refused');
};

describe('canonicalJson', () => {
  test('sorts keys by UTF-16 code unit at every depth and writes no white space', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      b: { d: [1, 'x'], c: true },
      a: null,
      '\ud83d\ude00': 3,
      '10': 4,
      '9': 5,
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"10":4,"9":5,"a":null,"b":{"c":true,"d":[1,"x"]},"\u20ac":1,"\ud83d\ude00":3}',
    );
  });

  test('writes numbers as RFC 8785 prescribes, and -0 as 0', () => {
    // Appendix B of RFC 8785.
    expect(canonicalJson([0, -0, 5e-324, -5e-324, 1.7976931348623157e308])).toBe(
      '[0,0,5e-324,-5e-324,1.7976931348623157e+308]',
    );
    expect(
      canonicalJson([9007199254740992, 295147905179352830000, 9.999999999999997e22, 1e23]),
    ).toBe('[9007199254740992,295147905179352830000,9.999999999999997e+22,1e+23]');
    expect(canonicalJson([333333333.3333332, 1e21, 0.000001, 1e-7])).toBe(
      '[333333333.3333332,1e+21,0.000001,1e-7]',
    );
  });

  test('refuses what JSON would silently change, naming the path', () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const cases: readonly [unknown, readonly (string | number)[]][] = [
      [{ a: [1, Number.NaN] }, ['a', 1]],
      [[Number.POSITIVE_INFINITY], [0]],
      [{ a: undefined }, ['a']],
      [undefined, []],
      [{ a: () => 1 }, ['a']],
      [[1n], [0]],
      [{ when: new Date(0) }, ['when']],
      [{ map: new Map() }, ['map']],
      [{ x: { y: Float64Array.of(1) } }, ['x', 'y']],
      [cyclic, ['self']],
      [new Array(1), [0]],
    ];
    for (const [value, path] of cases) {
      const error = refusal(value);
      expect(error.code).toBe('core/not-json');
      expect(error.path).toEqual(path);
    }
  });

  test('accepts the same object twice: only cycles are refused', () => {
    const leg = { lots: 1 };
    expect(canonicalJson([leg, leg])).toBe('[{"lots":1},{"lots":1}]');
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  test('is a canonical form: parse and rewrite is the identity, key order does not matter', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
          const reversed = Object.fromEntries(Object.entries(value).reverse());
          expect(canonicalJson(reversed as Json)).toBe(text);
        }
      }),
      runs(200),
    );
  });
});

describe('configHash', () => {
  test('is the SHA-256 of the canonical text', () => {
    expect(configHash({ b: [true, null], a: 1 })).toBe(configHash({ a: 1, b: [true, null] }));
    expect(configHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});
