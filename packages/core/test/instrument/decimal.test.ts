import { formatDecimal, parseDecimal } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/code-of.ts';
import { runs } from '../support/runs.ts';

const canonical = (text: string | number) => formatDecimal(parseDecimal(text));

describe('decimals', () => {
  test.each([
    ['0.00100000', '0.001'],
    ['+25', '25'],
    ['007.50', '7.5'],
    ['1e-8', '0.00000001'],
    ['-1.5E3', '-1500'],
    ['1.23e1', '12.3'],
    ['-0.0', '0'],
    ['5.', '5'],
    ['123456789012345678901234567890.5', '123456789012345678901234567890.5'],
    [0.1 + 0.2, '0.3'],
    [0.036 * 1e8, '3600000'],
    [9_007_199_254_740_991, '9007199254740991'],
    [5e-324, formatDecimal(parseDecimal('4.94065645841247e-324'))],
    [-0, '0'],
  ])('%s is %s', (given, expected) => {
    expect(canonical(given)).toBe(expected);
  });

  test.each(
    [
      ['', '.5', 'abc', '1,5', '0x10', ' 1', '1e9999'],
      [Number.NaN, Infinity],
    ].flat(),
  )('%s is refused', (given) => {
    expect(codeOf(() => parseDecimal(given, ['lotSize']))).toBe('core/invalid-decimal at lotSize');
  });

  test('text survives parsing and formatting, and equals the rational it stands for', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.nat(25), (coefficient, scale) => {
        const text = formatDecimal({ coefficient, scale });
        const read = parseDecimal(text);
        expect(formatDecimal(read)).toBe(text);
        expect(read.coefficient * 10n ** BigInt(scale)).toBe(
          coefficient * 10n ** BigInt(read.scale),
        );
        expect(text).not.toMatch(/^-?0\d|\.\d*0$|\.$|^-0$/);
      }),
      runs(200),
    );
  });

  test('a double written with up to 15 digits is read as those digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.nat(12), (digits, scale) => {
        const text = formatDecimal({ coefficient: BigInt(digits), scale });
        expect(canonical(Number(text))).toBe(text);
      }),
      runs(200),
    );
  });
});
