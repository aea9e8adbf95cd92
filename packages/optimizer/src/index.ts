// Table of contents, in reading order. Explicit names only; one block a room.

// what first contact needs
export { assume, PlimsollError, type Table } from '@plimsoll/core';
export { returnsOf, tableFromBars, tableFromRows } from '@plimsoll/numerics';
export {
  ledoitWolfConstantCorrelation,
  ledoitWolfIdentity,
  type Moments,
  sampleCovariance,
  sampleMean,
} from '@plimsoll/numerics/moments';
// proof
export {
  type CertificateContext,
  type ConflictDetail,
  certificateTolerances,
  type KktDetail,
  type PortfolioDetail,
  type PortfolioEvidence,
  type RayDetail,
} from './certificate/evidence.ts';
export {
  type Verification,
  verifyPortfolio,
  type WeightsByName,
} from './certificate/verify-portfolio.ts';
// constraints
export { type BoundBy, type BoundsOptions, bounds } from './constraints/bounds.ts';
export { budget } from './constraints/budget.ts';
export { cap } from './constraints/cap.ts';
export {
  type AbsoluteForm,
  type CardinalityForm,
  type Constraint,
  type ConstraintForm,
  type ConstraintOptions,
  type CostForm,
  type LinearForm,
  type QuadraticForm,
  type SemicontinuousForm,
  solvedForms,
} from './constraints/constraint.ts';
export { type GroupOptions, group } from './constraints/group.ts';
export { type LinearOptions, linear } from './constraints/linear.ts';
export { longOnly } from './constraints/long-only.ts';
// solving
export type {
  ConflictLimit,
  PortfolioAnswer,
  Relaxation,
  SolveOutcome,
} from './engine/outcome.ts';
export { type SolveOptions, solve } from './engine/solve.ts';
// the whole frontier
export {
  type FrontierOptions,
  type FrontierOutcome,
  type FrontierPoint,
  type FrontierProblem,
  frontier,
  frontierDefaults,
} from './frontier/frontier.ts';
// measures before the fact
export {
  type PortfolioMetrics,
  type PortfolioMetricsOptions,
  portfolioMetrics,
} from './metrics/portfolio-metrics.ts';
export { type RiskContribution, riskContributions } from './metrics/risk-contributions.ts';
// objectives
export { type MaximumSharpeOptions, maximumSharpe } from './objectives/maximum-sharpe.ts';
export { minimumVariance } from './objectives/minimum-variance.ts';
export {
  type Objective,
  type ObjectiveTerms,
  type PolyhedralTerms,
  type QuadraticTerms,
  type RatioTerms,
  type SmoothTerms,
  solvedTerms,
} from './objectives/objective.ts';
export { type TargetReturnOptions, targetReturn } from './objectives/target-return.ts';
export { type UtilityOptions, utility } from './objectives/utility.ts';
export { problemDefaults } from './problem/defaults.ts';
// the problem
export type { Groups, Market, MomentUnits } from './problem/market.ts';
export type {
  DataProblem,
  MomentsProblem,
  Problem,
  ProblemBase,
  ProblemMoments,
  PsdPolicy,
} from './problem/problem.ts';
export type { PsdReport } from './problem/psd.ts';
export type { InsufficientData } from './problem/read-problem.ts';
export { planOrders } from './rebalance/plan-orders.ts';
// from target to orders
export {
  type PlanDetail,
  type PlanLine,
  type PlannedOrder,
  type PlanOrdersInput,
  type PlanOrdersOptions,
  type PlanOrdersOutcome,
  type PlanPortfolio,
  planOrdersDefaults,
  type WorkingOrder,
} from './rebalance/plan-types.ts';
export { type PlanVerification, verifyOrders } from './rebalance/verify-orders.ts';
// solving again and again
export {
  createOptimizerSession,
  type OptimizerSession,
  type OptimizerSessionOptions,
  type SessionChange,
} from './session/create-optimizer-session.ts';
