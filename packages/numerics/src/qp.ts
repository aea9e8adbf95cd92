// The convex quadratic programming engine, in reading order.

export type { QpOutcome, QpSolution } from './qp/outcome.ts';
export { type TracePathOptions, tracePath } from './qp/path.ts';
export type { PathCorner, PathOutcome } from './qp/path-outcome.ts';
export type { ConflictMember, QuadraticProgram, WorkingSet } from './qp/program.ts';
export { type QuadraticProgramInput, quadraticProgram } from './qp/quadratic-program.ts';
export { type PathSegment, segmentOf } from './qp/segment.ts';
export { type SolveQpOptions, solveQp } from './qp/solve-qp.ts';
