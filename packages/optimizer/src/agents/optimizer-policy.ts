import { checkInteger, checkNumber, type Json, misuse } from '@plimsoll/core';

/** What may be changed about an optimizer agent while it runs. */
export interface OptimizerPolicy {
  /** Returns in the table handed to `decide`. */
  readonly lookbackBars: number;
  /** Fewer returns than this, and no decision is taken. */
  readonly minimumBars: number;
  /** Horizon the targets are meant for, ms. */
  readonly horizonMs: number;
  /** How long a target may be traded towards, ms. */
  readonly validForMs: number;
}

const code = 'optimizer/bad-policy';

/** Checks a policy, also one that arrives as JSON. */
export function checkOptimizerPolicy(candidate: Json | OptimizerPolicy): OptimizerPolicy {
  if (candidate === null || typeof candidate !== 'object') {
    return misuse(code, [], candidate, 'Give lookbackBars, minimumBars, horizonMs, validForMs.');
  }
  const { lookbackBars, minimumBars, horizonMs, validForMs } = candidate as OptimizerPolicy;
  return {
    lookbackBars: checkInteger(lookbackBars, code, ['lookbackBars'], { min: 1 }),
    minimumBars: checkInteger(minimumBars, code, ['minimumBars'], { min: 1, max: lookbackBars }),
    horizonMs: checkNumber(horizonMs, code, ['horizonMs'], { min: 0 }),
    validForMs: checkNumber(validForMs, code, ['validForMs'], { min: 0 }),
  };
}
