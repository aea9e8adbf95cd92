import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alpha,
  beta,
  captureRatio,
  correlationWith,
  downCapture,
  upCapture,
} from '../../src/metrics.ts';
import golden from '../golden/metrics.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const { empyrical } = golden;
const monthly = { periodsPerYear: 12 };

describe('empyrical 0.5.5', () => {
  test('beta and compound alpha', () => {
    const benchmark = empyrical.negative;
    expect(beta(empyrical.mixed, { benchmark }).value).toBeCloseTo(
      empyrical.beta_mixed_negative,
      10,
    );
    const annual = { benchmark, periodsPerYear: 252, annualise: 'compound' } as const;
    expect(alpha(empyrical.mixed, annual).value).toBeCloseTo(empyrical.alpha_mixed_negative, 10);
  });

  test('compound capture', () => {
    const options = {
      benchmark: empyrical.mixed,
      periodsPerYear: 252,
      method: 'compound',
    } as const;
    expect(downCapture(empyrical.all_negative, options).value).toBeCloseTo(
      empyrical.down_capture_all_negative_mixed,
      10,
    );
    expect(downCapture(empyrical.positive, options).value).toBeCloseTo(
      empyrical.down_capture_positive_mixed,
      7,
    );
  });
});

describe('regression', () => {
  test('a line is found exactly, whatever its noise-free slope', () => {
    const ticks = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(ticks, fc.double({ min: -3, max: 3, noNaN: true }), (list, slope) => {
        fc.pre(new Set(list).size > 1);
        const benchmark = list.map((x) => x / 10_000);
        const own = benchmark.map((x) => 0.001 + slope * x);
        expect(beta(own, { benchmark }).value).toBeCloseTo(slope, 9);
        const { value } = alpha(own, { benchmark, ...monthly, annualise: 'per-period' });
        expect(value).toBeCloseTo(0.001, 9);
        expect(alpha(own, { benchmark, ...monthly }).value).toBeCloseTo(0.012, 8);
        if (Math.abs(slope) > 0.01) {
          expect(correlationWith(own, { benchmark }).value).toBeCloseTo(Math.sign(slope), 9);
        }
      }),
      runs(100),
    );
  });

  test('the risk-free return is taken from both', () => {
    const benchmark = [0.02, -0.01, 0.03];
    const own = benchmark.map((x) => 0.001 + 2 * (x - 0.001) + 0.0005);
    for (const riskFree of [0.001, [0.001, 0.001, 0.001]]) {
      const options = { benchmark, riskFree, ...monthly, annualise: 'per-period' } as const;
      expect(beta(own, options).value).toBeCloseTo(2, 12);
      expect(alpha(own, options).value).toBeCloseTo(0.0005, 12);
    }
  });

  test('absent where there is no line', () => {
    const flat = { benchmark: [0.1, 0.1, 0.1], ...monthly };
    expect(beta([0.1, 0.2, 0.3], flat).reason).toBe('zero-dispersion');
    expect(alpha([0.1, 0.2, 0.3], flat).reason).toBe('zero-dispersion');
    expect(correlationWith([0.1, 0.2, 0.3], flat).reason).toBe('zero-dispersion');
    expect(correlationWith(flat.benchmark, { benchmark: [0.1, 0.2, 0.3] }).reason).toBe(
      'zero-dispersion',
    );
    expect(beta([0.1], { benchmark: [0.1] }).reason).toBe('too-few-observations');
    expect(correlationWith([], { benchmark: [] }).reason).toBe('too-few-observations');
    const ruined = { benchmark: [0.01, -0.01], ...monthly, annualise: 'compound' } as const;
    expect(alpha([-2, -2.1], ruined).reason).toBe('wealth-not-positive');
  });

  test('refuses series that do not pair', () => {
    const code = 'risk/bad-sample';
    expect(() => beta([0.1, 0.2], { benchmark: [0.1] })).toThrowError(
      expect.objectContaining({ code }),
    );
    expect(() => beta([0.1, 0.2], { benchmark: [0.1, Number.NaN] })).toThrowError(
      expect.objectContaining({ code }),
    );
    expect(() => beta([0.1, 0.2], { benchmark: [0.1, 0], riskFree: [0] })).toThrowError(
      expect.objectContaining({ code }),
    );
    const way = { benchmark: [0.1, 0], ...monthly, annualise: 'log' as 'compound' };
    expect(() => alpha([0.1, 0.2], way)).toThrowError(
      expect.objectContaining({ code: 'risk/bad-option' }),
    );
  });
});

describe('capture', () => {
  const benchmark = [0.02, -0.01, 0.04, -0.03, 0];
  const options = { benchmark, ...monthly };

  test('a multiple of the benchmark captures that multiple', () => {
    const own = benchmark.map((x) => 1.5 * x);
    expect(upCapture(own, options).value).toBeCloseTo(1.5, 12);
    expect(downCapture(own, options).value).toBeCloseTo(1.5, 12);
    expect(captureRatio(own, options).value).toBeCloseTo(1, 12);
    const cumulative = { ...options, method: 'cumulative' } as const;
    expect(upCapture(own, cumulative).value).toBeCloseTo((1.03 * 1.06 - 1) / (1.02 * 1.04 - 1), 12);
  });

  test('absent on the side the benchmark never went', () => {
    expect(upCapture([0.1], { benchmark: [-0.1], ...monthly }).reason).toBe('no-benchmark-gain');
    expect(downCapture([0.1], { benchmark: [0.1], ...monthly }).reason).toBe('no-benchmark-loss');
    expect(captureRatio([0.1], { benchmark: [0.1], ...monthly }).reason).toBe('no-benchmark-loss');
    expect(captureRatio([0.1, 0], { benchmark: [0.1, -0.1], ...monthly }).reason).toBe('no-loss');
    expect(upCapture([], { benchmark: [], ...monthly }).reason).toBe('no-observations');
    expect(() => upCapture([0.1], { benchmark: [0.1], periodsPerYear: 0 })).toThrowError(
      expect.objectContaining({ code: 'risk/bad-periods-per-year' }),
    );
  });
});
