import type { WorkOptions } from '@plimsoll/core';
import {
  type ConflictMember,
  type QpOutcome,
  type QpSolution,
  type SolveQpOptions,
  solveQp,
  type WorkingSet,
} from '@plimsoll/numerics/qp';
import { verifyBestGain, verifyClaim, verifyWeights } from '../certificate/verify-portfolio.ts';
import type { Objective } from '../objectives/objective.ts';
import type { Limit } from '../problem/limit.ts';
import { type ReadProblem, weightRecord } from '../problem/read-problem.ts';
import { type CompiledLimits, compileLimits, compileQuadratic } from './compile.ts';
import { maximiseRatio, type RatioOutcome } from './maximise-ratio.ts';
import type { ConflictLimit, SolveOutcome } from './outcome.ts';
import { relax } from './relax.ts';

/** Where a solve may start and what it leaves for the next. */
export interface Solved {
  /** The answer. */
  readonly outcome: SolveOutcome;
  /** Limits that held in the engine, to start from next time; `null` without a solution. */
  readonly workingSet: WorkingSet | null;
}

/** Options of {@link solveRead}. */
export interface SolveReadOptions extends Pick<WorkOptions, 'signal'> {
  /** Pivots allowed. */
  readonly iterationLimit?: number;
  /** Weights, by position, to stay near to among equally good ones. */
  readonly near?: Float64Array;
  /** Working set of a similar problem. */
  readonly from?: WorkingSet;
}

function namedConflict(
  members: readonly ConflictMember[],
  limits: readonly Limit[],
  compiled: CompiledLimits,
): readonly ConflictLimit[] {
  return members.map(({ kind, index, side, weight }) => {
    const at =
      kind === 'row'
        ? compiled.rowLimit[index]
        : (side < 0 ? compiled.lowerLimit : compiled.upperLimit)[index];
    const limit = limits[at as number] as Limit;
    // A bound stated on minus the weight has its sides the other way round.
    const flipped = kind === 'variable' && limit.coefficients[0] === -1;
    const named = side < 0 !== flipped ? 'min' : 'max';
    return { limit: limit.limit, side: named, bound: limit[named], unit: limit.unit, weight };
  });
}

/** The contradiction among limits, or `null`; the objective plays no part. */
function conflictAmong(limits: readonly Limit[], n: number): readonly ConflictLimit[] | null {
  const compiled = compileLimits(limits, n);
  const quadratic = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) quadratic[i * n + i] = 1;
  const solved = solveQp({ ...compiled, quadratic, linear: new Float64Array(n) });
  return solved.status === 'infeasible' ? namedConflict(solved.conflict, limits, compiled) : null;
}

function infeasible(
  read: ReadProblem,
  members: readonly ConflictMember[],
  compiled: CompiledLimits,
): SolveOutcome {
  const { limits, market } = read;
  const n = market.symbols.length;
  const conflict = namedConflict(members, limits, compiled);
  const claim = {
    status: 'infeasible' as const,
    conflict,
    relaxation: relax(limits, conflict, n, (changed) => conflictAmong(changed, n)),
  };
  return { ...claim, evidence: verifyClaim(read, claim) };
}

function answered(
  status: 'optimal' | 'iteration-limit' | 'numerical' | 'cancelled',
  read: ReadProblem,
  objective: Objective,
  x: Float64Array,
): SolveOutcome {
  const { evidence, binding } = verifyWeights(read, x);
  const value = objective.value(x, read.market);
  return {
    status: status === 'optimal' && !evidence.verified ? 'unverified' : status,
    weights: weightRecord(x, read.market.symbols),
    objective: {
      value: Number.isFinite(value) ? value : 0,
      sense: objective.sense,
      unit: objective.unit,
    },
    binding,
    evidence,
  };
}

function run(
  read: ReadProblem,
  compiled: CompiledLimits,
  options: SolveQpOptions,
): RatioOutcome | QpOutcome {
  const { terms, market } = read;
  if (terms.form === 'quadratic') {
    return solveQp(compileQuadratic(terms, market, compiled), options);
  }
  const linear = new Float64Array(market.symbols.length);
  const pure = compileQuadratic({ form: 'quadratic', risk: 1, linear }, market, compiled);
  return maximiseRatio(pure, terms, options);
}

/** Solves a problem already read, and has the answer verified. */
export function solveRead(
  read: ReadProblem,
  objective: Objective,
  options: SolveReadOptions = {},
): Solved {
  const compiled = compileLimits(read.limits, read.market.symbols.length);
  const found = run(read, compiled, options);
  switch (found.status) {
    case 'infeasible':
      return { outcome: infeasible(read, found.conflict, compiled), workingSet: null };
    case 'unbounded': {
      const ray = weightRecord(found.ray, read.market.symbols);
      const claim = { status: 'unbounded' as const, ray };
      return { outcome: { ...claim, evidence: verifyClaim(read, claim) }, workingSet: null };
    }
    case 'no-positive-excess': {
      const outcome: SolveOutcome = {
        status: 'no-positive-excess',
        bestExcess: found.excess,
        weights: weightRecord(found.x, read.market.symbols),
        evidence: verifyBestGain(read, found.x).evidence,
      };
      return { outcome, workingSet: null };
    }
    default: {
      const { status, x, workingSet }: QpSolution & { status: typeof found.status } = found;
      return { outcome: answered(status, read, objective, x), workingSet };
    }
  }
}
