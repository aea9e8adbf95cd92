import { misuse } from '../errors/misuse.ts';
import { PlimsollError } from '../errors/plimsoll-error.ts';

/** One statement about an implementation, checked by running it. */
export interface ContractCheck {
  /** The statement, e.g. `timers fire in order of due time`. */
  readonly name: string;
  /** Throws when the statement does not hold. */
  run(): void | Promise<void>;
}

/** A list of named checks; in a test runner: `for (const { name, run } of suite) test(name, run)`. */
export type ContractSuite = readonly ContractCheck[];

/** What {@link runContract} found. */
export type ContractOutcome =
  | {
      /** Every check held. */
      readonly status: 'passed';
      /** Names of the checks. */
      readonly passed: readonly string[];
    }
  | {
      /** At least one check did not hold. */
      readonly status: 'failed';
      /** Names of the checks that held. */
      readonly passed: readonly string[];
      /** Those that did not, with the message. */
      readonly failed: readonly { readonly name: string; readonly message: string }[];
    };

/** Runs a suite without a test runner, one check after another. */
export async function runContract(suite: ContractSuite): Promise<ContractOutcome> {
  const passed: string[] = [];
  const failed: { name: string; message: string }[] = [];
  for (const check of suite) {
    try {
      await check.run();
      passed.push(check.name);
    } catch (error) {
      failed.push({
        name: check.name,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return failed.length === 0 ? { status: 'passed', passed } : { status: 'failed', passed, failed };
}

/** Throws `core/contract-violated` unless `condition` holds. */
export function ensure(condition: boolean, statement: string): asserts condition {
  if (!condition) misuse('core/contract-violated', [], condition, `Contract: ${statement}.`);
}

const text = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** Throws `core/contract-violated` unless both values have the same JSON text (and type). */
export function ensureEqual(actual: unknown, expected: unknown, what: string): void {
  if (
    Object.is(actual, expected) ||
    (typeof actual === typeof expected && text(actual) === text(expected))
  ) {
    return;
  }
  misuse(
    'core/contract-violated',
    [],
    actual,
    `Contract: ${what} must be ${text(expected)}, not ${text(actual)}.`,
  );
}

/** Throws `core/contract-violated` unless `|actual - expected| <= tolerance`. */
export function ensureClose(
  actual: number,
  expected: number,
  tolerance: number,
  what: string,
): void {
  if (Math.abs(actual - expected) <= tolerance) return;
  const remedy = `Contract: ${what} must be ${expected} within ${tolerance}, not ${actual}.`;
  misuse('core/contract-violated', [], actual, remedy);
}

/** Throws `core/contract-violated` unless `run` throws a PlimsollError (with `code`, if given). */
export function ensureRefused(run: () => unknown, what: string, code?: string): void {
  try {
    run();
  } catch (error) {
    ensure(
      PlimsollError.is(error),
      `${what} must be refused with a PlimsollError, not ${String(error)}`,
    );
    if (code !== undefined) ensureEqual(error.code, code, `the code refusing ${what}`);
    return;
  }
  ensure(false, `${what} must be refused`);
}
