import { checkNumber, type Measure, misuse } from '@plimsoll/core';
import { present } from '../measures/measure-of.ts';

/** The four inputs of {@link balancedPerformanceScore}: numbers, or measures that may be absent. */
export interface ScoreInputs {
  /** Annual Sharpe ratio. */
  readonly sharpe: number | Measure;
  /** Compound annual growth, a fraction: 0.15 for 15 %. */
  readonly cagr: number | Measure;
  /** Share of winners, a fraction from 0 to 1; of trades or of periods, say which beside it. */
  readonly winRate: number | Measure;
  /** Largest drawdown, a non-negative fraction: 0.12 for 12 % below the peak. */
  readonly maxDrawdown: number | Measure;
}

/** Weights of {@link balancedPerformanceScore}; the drawdown's is subtracted. */
export const balancedScoreWeights: Readonly<Record<keyof ScoreInputs, number>> = {
  sharpe: 0.4,
  cagr: 0.3,
  winRate: 0.2,
  maxDrawdown: -0.1,
};

/** Answer of {@link balancedPerformanceScore}. */
export interface BalancedScore {
  /** Sum of the parts; absent for the reason of the first input that is. */
  readonly score: Measure;
  /** Each input times its weight. */
  readonly parts: Readonly<Record<keyof ScoreInputs, Measure>>;
}

const names = ['sharpe', 'cagr', 'winRate', 'maxDrawdown'] as const;
const bounds = {
  sharpe: {},
  cagr: { min: -1 },
  winRate: { min: 0, max: 1 },
  maxDrawdown: { min: 0 },
};

/**
 * Balanced Performance Score: 0.4 Sharpe + 0.3 CAGR + 0.2 win rate - 0.1 largest drawdown, all as
 * fractions. The parts are returned because they differ in size: for a Sharpe ratio of 1 and growth
 * of 10 % the first is 0.40 and the second 0.03, so the score is mostly the Sharpe ratio.
 *
 * @throws PlimsollError `risk/bad-score` for numbers that are not finite or lie outside their
 * range, a negative drawdown or percentages among them.
 *
 * @example
 * ```ts
 * balancedPerformanceScore({ sharpe: 1.38, cagr: 0.15, winRate: 0.58, maxDrawdown: 0.12 }).score.value; // 0.701
 * ```
 */
export function balancedPerformanceScore(inputs: ScoreInputs): BalancedScore {
  const parts = Object.fromEntries(names.map((name) => [name, partOf(name, inputs[name])]));
  const { sharpe, cagr, winRate, maxDrawdown } = parts as BalancedScore['parts'];
  const all = [sharpe, cagr, winRate, maxDrawdown] as const;
  const missing = all.find(({ value }) => value === null);
  const convention = all.map((part) => part.convention).join('; ');
  const sum = all.reduce((total, { value }) => total + (value ?? 0), 0);
  return {
    score: missing === undefined ? present(sum, convention) : { ...missing, convention },
    parts: { sharpe, cagr, winRate, maxDrawdown },
  };
}

function partOf(name: keyof ScoreInputs, input: number | Measure): Measure {
  const weight = balancedScoreWeights[name];
  const given = typeof input === 'number' ? { value: input, convention: 'given' } : input;
  if (given === null || typeof given !== 'object') {
    misuse('risk/bad-score', [name], input, 'Give a number or a measure.');
  }
  const convention = `${weight} ${name} (${given.convention})`;
  if (given.value === null && typeof input !== 'number') return { ...input, convention };
  const value = checkNumber(given.value, 'risk/bad-score', [name], bounds[name]);
  return present(weight * value, convention);
}
