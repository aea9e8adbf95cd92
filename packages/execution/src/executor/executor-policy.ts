import { checkInteger, checkNumber, checkOneOf, type Json, misuse } from '@plimsoll/core';

/**
 * What to do about lots that earlier slices failed to trade: leave them to the end; spread them
 * evenly over the slices that remain; or add them at once, up to a multiple of the slice's own lots.
 */
export type CatchUp = 'none' | 'spread' | { readonly maxFactor: number };

/**
 * What happens at the end of an order's time: cancel what is left; cross the spread with it once,
 * never beyond the limit price; or keep working until it is done.
 */
export type EndPolicy = 'cancel' | 'cross' | 'continue';

/** How the executor behaves; may be changed while it runs. */
export type ExecutorPolicy = {
  /** About being behind. @defaultValue 'spread' */
  readonly catchUp: CatchUp;
  /** About the end. @defaultValue 'cancel' */
  readonly onEnd: EndPolicy;
  /** How long before the last trading time a `cross` begins, ms. @defaultValue 60 000 */
  readonly crossLeadMs: number;
  /** Silence of gate or venue after which an outcome counts as unknown, ms. @defaultValue 30 000 */
  readonly answerTimeoutMs: number;
  /** Wait after a transient reject, doubled with each one in a row, ms. @defaultValue 1 000 */
  readonly retryDelayMs: number;
  /** Longest such wait, ms. @defaultValue 60 000 */
  readonly maxRetryDelayMs: number;
  /** Rejects without a fill in one slice after which an order fails. @defaultValue 5 */
  readonly maxRejects: number;
  /** Most children of one order at venues. @defaultValue 20 */
  readonly maxLiveChildren: number;
  /** Completed orders remembered for late fills and duplicates. @defaultValue 10 000 */
  readonly retainedOrders: number;
};

/** Policy of an executor that is given none. */
export const executorDefaults: ExecutorPolicy = {
  catchUp: 'spread',
  onEnd: 'cancel',
  crossLeadMs: 60_000,
  answerTimeoutMs: 30_000,
  retryDelayMs: 1_000,
  maxRetryDelayMs: 60_000,
  maxRejects: 5,
  maxLiveChildren: 20,
  retainedOrders: 10_000,
};

const code = 'execution/bad-policy';

const checkCatchUp = (catchUp: unknown): CatchUp => {
  if (typeof catchUp === 'object' && catchUp !== null && 'maxFactor' in catchUp) {
    const bounds = { min: 1 };
    return { maxFactor: checkNumber(catchUp.maxFactor, code, ['catchUp', 'maxFactor'], bounds) };
  }
  return checkOneOf<'none' | 'spread'>(catchUp, ['none', 'spread'], code, ['catchUp']);
};

/**
 * Checks a policy, whole or in part, and fills in the defaults.
 *
 * @throws PlimsollError `execution/bad-policy` with the field.
 */
export function checkExecutorPolicy(candidate: Json | Partial<ExecutorPolicy>): ExecutorPolicy {
  if (candidate === null || typeof candidate !== 'object' || Array.isArray(candidate)) {
    return misuse(code, [], candidate, 'Give an object with the fields of ExecutorPolicy.');
  }
  const given = { ...executorDefaults, ...(candidate as Partial<ExecutorPolicy>) };
  for (const field of Object.keys(given)) {
    checkOneOf(field, Object.keys(executorDefaults), code, [field]);
  }
  const above = { min: 0, above: true };
  return {
    catchUp: checkCatchUp(given.catchUp),
    onEnd: checkOneOf(given.onEnd, ['cancel', 'cross', 'continue'], code, ['onEnd']),
    crossLeadMs: checkNumber(given.crossLeadMs, code, ['crossLeadMs'], { min: 0 }),
    answerTimeoutMs: checkNumber(given.answerTimeoutMs, code, ['answerTimeoutMs'], above),
    retryDelayMs: checkNumber(given.retryDelayMs, code, ['retryDelayMs'], above),
    maxRetryDelayMs: checkNumber(given.maxRetryDelayMs, code, ['maxRetryDelayMs'], above),
    maxRejects: checkInteger(given.maxRejects, code, ['maxRejects'], { min: 1 }),
    maxLiveChildren: checkInteger(given.maxLiveChildren, code, ['maxLiveChildren'], { min: 1 }),
    retainedOrders: checkInteger(given.retainedOrders, code, ['retainedOrders'], { min: 0 }),
  };
}
