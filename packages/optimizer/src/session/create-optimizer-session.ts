import { type Json, type Snapshot, snapshotState, type WorkOptions } from '@plimsoll/core';
import {
  type NamedWorkingSet,
  nameWorkingSet,
  positionWorkingSet,
} from '../engine/named-working-set.ts';
import type { SolveOutcome } from '../engine/outcome.ts';
import { solveRead } from '../engine/solve-read.ts';
import type { MomentsProblem, ProblemMoments } from '../problem/problem.ts';
import { problemHash, readProblem } from '../problem/read-problem.ts';

/** What a session's next solve changes; what is left out stays. */
export interface SessionChange {
  /** New covariance, in the order of `symbols`. */
  readonly covariance?: ProblemMoments['covariance'];
  /** New means. */
  readonly mean?: NonNullable<ProblemMoments['mean']>;
  /** New universe; needs a new covariance. Binding limits of assets that stay are kept. */
  readonly symbols?: readonly string[];
  /** Rows the new moments were estimated from. */
  readonly observations?: number;
}

/** A problem that is solved again and again as its moments move. */
export interface OptimizerSession {
  /**
   * Solves with the change, from the limits that held before. A refused change (misuse) throws and
   * leaves the session as it was; an outcome other than `optimal` keeps the moments but not its own
   * binding limits.
   */
  update(change?: SessionChange, options?: Pick<WorkOptions, 'signal'>): SolveOutcome;
  /** The latest outcome, or `null` before the first. */
  latest(): SolveOutcome | null;
  /** The binding limits by name, so that a new session starts where this one is. */
  snapshot(): Snapshot;
}

/** Options of {@link createOptimizerSession}. */
export interface OptimizerSessionOptions {
  /** A snapshot of a session with the same definitions. @defaultValue start cold */
  readonly from?: Snapshot;
}

const identity = { kind: 'optimizer-session', version: 1 };

/**
 * Makes a session: each {@link OptimizerSession.update} starts from the limits that held before, which
 * near the previous optimum ends after one factorisation, and has the answer verified as `solve` does.
 *
 * @param problem - The problem, with its first moments.
 * @throws PlimsollError `core/snapshot-mismatch`, and at `update` what `solve` throws.
 */
export function createOptimizerSession(
  problem: MomentsProblem,
  options: OptimizerSessionOptions = {},
): OptimizerSession {
  const hash = problemHash(problem);
  let held: NamedWorkingSet | null = null;
  if (options.from !== undefined) {
    const state = snapshotState(options.from, { ...identity, configHash: hash });
    held = state as unknown as NamedWorkingSet | null;
  }
  let current = problem;
  let latest: SolveOutcome | null = null;
  return {
    update(change = {}, { signal } = {}) {
      const next = { ...current, moments: { ...current.moments, ...change } };
      const read = readProblem(next);
      if (read.status !== 'read') return read;
      const { market, limits } = read;
      const solved = solveRead(read, next.objective, {
        ...(signal === undefined ? {} : { signal }),
        ...(held === null ? {} : { from: positionWorkingSet(held, limits, market.symbols) }),
      });
      current = next;
      latest = solved.outcome;
      if (solved.workingSet !== null && latest.status === 'optimal') {
        held = nameWorkingSet(solved.workingSet, limits, market.symbols);
      }
      return latest;
    },
    latest: () => latest,
    snapshot: () => ({ ...identity, configHash: hash, state: held as unknown as Json }),
  };
}
