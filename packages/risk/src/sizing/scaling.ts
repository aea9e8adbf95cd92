import { checkNumber, misuse } from '@plimsoll/core';

const code = 'risk/bad-option';
const positive = { min: 0, above: true };

/** Answer of {@link volatilityTarget}. */
export interface VolatilityTarget {
  /** Exposure over wealth. */
  readonly leverage: number;
  /** Whether `maxLeverage` holds it down. */
  readonly capped: boolean;
}

/**
 * Exposure at which the forecast volatility is the target: `target / forecast`, up to `maxLeverage`,
 * which a forecast of 0 gets. Both volatilities for the same period.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function volatilityTarget(options: {
  /** Wanted standard deviation, a fraction above 0. */
  readonly targetVolatility: number;
  /** Forecast standard deviation at exposure 1, at least 0. */
  readonly forecastVolatility: number;
  /** Largest exposure, above 0. Required: a quiet market must not size without bound. */
  readonly maxLeverage: number;
}): VolatilityTarget {
  const target = checkNumber(options.targetVolatility, code, ['targetVolatility'], positive);
  const forecast = checkNumber(options.forecastVolatility, code, ['forecastVolatility'], {
    min: 0,
  });
  const most = checkNumber(options.maxLeverage, code, ['maxLeverage'], positive);
  const capped = target > most * forecast;
  return { leverage: capped ? most : target / forecast, capped };
}

/**
 * Exposure multiplier of a regime: the mean of `multipliers` under `probabilities`, continuous in them,
 * so that a label that flips does not flip the book.
 *
 * @throws PlimsollError `risk/bad-option`, `risk/unknown-label` for a label without multiplier.
 */
export function regimeScale(options: {
  /** Probability by label, summing to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** Multiplier by label, at least 0. */
  readonly multipliers: Readonly<Record<string, number>>;
}): number {
  const { probabilities, multipliers } = options;
  let scale = 0;
  let total = 0;
  for (const [label, given] of Object.entries(probabilities)) {
    const multiplier = multipliers[label];
    if (multiplier === undefined) {
      misuse('risk/unknown-label', ['probabilities', label], label, 'Give it a multiplier.');
    }
    const probability = checkNumber(given, code, ['probabilities', label], { min: 0, max: 1 });
    total += probability;
    scale += probability * checkNumber(multiplier, code, ['multipliers', label], { min: 0 });
  }
  if (Math.abs(total - 1) > 1e-9) {
    misuse(code, ['probabilities'], total, 'Probabilities sum to 1.');
  }
  return scale;
}

/** One step of {@link drawdownScale}. */
export interface DrawdownStep {
  /** Drawdown from which it holds, inclusive, a fraction in (0, 1). */
  readonly from: number;
  /** Exposure multiplier from there, 0 to 1. */
  readonly factor: number;
}

/**
 * Exposure multiplier of a drawdown from the peak: that of the deepest step reached, 1 before the
 * first. Stateless: the machine with hysteresis and latch is `drawdown` of `@plimsoll/risk/machines`.
 *
 * @param valuation - Flow-adjusted NAV and its peak.
 * @throws PlimsollError `risk/bad-option`: steps out of order, or a deeper step with a larger factor.
 */
export function drawdownScale(
  valuation: {
    /** Net asset value. */
    readonly nav: number;
    /** Highest net asset value so far, above 0. */
    readonly peakNav: number;
  },
  options: {
    /** Steps, deeper ones later. */
    readonly steps: readonly DrawdownStep[];
  },
): number {
  const nav = checkNumber(valuation.nav, code, ['nav']);
  const peakNav = checkNumber(valuation.peakNav, code, ['peakNav'], positive);
  let scale = 1;
  let least = 1;
  let deepest = 0;
  options.steps.forEach(({ from, factor }, index) => {
    checkNumber(from, code, ['steps', index, 'from'], { min: deepest, max: 1, above: true });
    checkNumber(factor, code, ['steps', index, 'factor'], { min: 0, max: least });
    deepest = from;
    least = factor;
    // As a product: 1 - 95.68/104 is 0.07999999999999996 and would miss 8 %.
    if (nav <= peakNav * (1 - from)) scale = factor;
  });
  return scale;
}
