import type { Infeasible } from './scheduler.ts';

/** Builds the outcome `infeasible`. */
export function infeasible(code: string, message: string, shortfallLots: number): Infeasible {
  return { status: 'infeasible', reason: { code, message, limit: null }, shortfallLots };
}
