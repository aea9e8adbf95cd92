import {
  type Agent,
  type AgentContext,
  atEach,
  checkName,
  defineAgent,
  type MarketEvents,
  type PortfolioEvents,
  type PortfolioValued,
  type RegimeEvents,
  type RegimeUpdated,
  type SignalEvents,
  type SignalUpdated,
  type Table,
} from '@plimsoll/core';
import { type ReturnsKind, returnsOf } from '@plimsoll/numerics';
import type { SolveOutcome } from '../engine/outcome.ts';
import { solve } from '../engine/solve.ts';
import type { Problem } from '../problem/problem.ts';
import { checkOptimizerPolicy, type OptimizerPolicy } from './optimizer-policy.ts';
import { createPriceWindow } from './price-window.ts';

/** Events an optimizer agent hears and publishes. */
export interface OptimizerAgentEvents
  extends Pick<MarketEvents, 'market.slice'>,
    Pick<RegimeEvents, 'regime.updated'>,
    SignalEvents,
    Pick<
      PortfolioEvents,
      'portfolio.valued' | 'portfolio.target-proposed' | 'portfolio.target-failed'
    > {}

/** What is known when a decision is due. */
export interface DecisionInput {
  /** Bus time, Unix ms. */
  readonly at: number;
  /** Close of the latest slice. */
  readonly closeAt: number;
  /** Returns of the instruments with a full history in the window, a row a slice. */
  readonly returns: Table;
  /** Latest close by instrument. */
  readonly prices: Readonly<Record<string, number>>;
  /** Latest reading by detector. */
  readonly regimes: Readonly<Record<string, RegimeUpdated>>;
  /** Latest forecast by signal, then by instrument. */
  readonly signals: Readonly<Record<string, Readonly<Record<string, SignalUpdated>>>>;
  /** Latest valuation of the account, or `null` before the first. */
  readonly valued: PortfolioValued | null;
  /** Weights of the latest target, or `null` before the first. */
  readonly previous: Readonly<Record<string, number>> | null;
}

/** What to solve now. */
export interface Decision {
  /** The problem. */
  readonly problem: Problem;
  /** Factor on every weight; the rest is cash. @defaultValue 1 */
  readonly exposure?: number;
}

/** Configuration of {@link optimizerAgent}. */
export interface OptimizerAgentConfig {
  /** Name of the agent, `[a-z0-9]{1,12}`. @defaultValue 'optimizer' */
  readonly name?: string;
  /** Account to propose for. */
  readonly account: string;
  /** Strategy to propose as. */
  readonly strategy: string;
  /** Universe whose slices it listens to. */
  readonly universe: string;
  /** Returns in the window. */
  readonly lookbackBars: number;
  /** Fewest returns to decide on. @defaultValue lookbackBars */
  readonly minimumBars?: number;
  /** Kind of returns. @defaultValue 'simple' */
  readonly returns?: ReturnsKind;
  /** Horizon the targets are meant for, ms. */
  readonly horizonMs: number;
  /** How long a target may be traded towards, ms. @defaultValue horizonMs */
  readonly validForMs?: number;
  /**
   * When to decide: at each valuation of the account that follows a slice (so that weights refer to a
   * NAV at the slice's prices), or at given times with what is known then.
   * @defaultValue 'valuation'
   */
  readonly decideAt?: 'valuation' | Iterable<number>;
  /** Turns what is known into a problem; `null` to leave the portfolio as it is. Pure. */
  readonly decide: (input: DecisionInput) => Decision | null;
}

/** Defaults of {@link optimizerAgent}. */
export const optimizerAgentDefaults: Readonly<{
  name: string;
  returns: ReturnsKind;
  decideAt: 'valuation';
}> = { name: 'optimizer', returns: 'simple', decideAt: 'valuation' };

const messages: Readonly<Record<SolveOutcome['status'], string>> = {
  optimal: 'Solved.',
  unverified: 'The certificate has a residual above tolerance.',
  infeasible: 'No portfolio satisfies the limits.',
  unbounded: 'The objective improves without end.',
  'no-positive-excess': 'No portfolio within the limits earns more than the hurdle.',
  'iteration-limit': 'The limit on iterations was reached.',
  numerical: 'Rounding kept the engine from settling.',
  cancelled: 'The solve was cancelled.',
  'insufficient-data': 'There are too few rows to estimate the moments.',
};

function explain(outcome: SolveOutcome): string {
  const base = messages[outcome.status];
  if (outcome.status !== 'infeasible') return base;
  return `${base} Conflict: ${outcome.conflict.map(({ limit }) => limit).join(', ')}.`;
}

/**
 * An agent that proposes certified target weights: it keeps the closes of a universe's slices, hands
 * them with the latest regimes, signals and valuation to `decide`, solves the problem that returns,
 * and publishes `portfolio.target-proposed` with the certificate, or `portfolio.target-failed`.
 *
 * @throws PlimsollError `optimizer/bad-policy`, `optimizer/bad-name`.
 */
export function optimizerAgent(
  config: OptimizerAgentConfig,
): Agent<OptimizerAgentEvents, OptimizerPolicy> {
  const { name, returns: kind, decideAt } = { ...optimizerAgentDefaults, ...config };
  const { account, strategy, universe, lookbackBars, horizonMs, decide } = config;
  for (const key of ['account', 'strategy', 'universe'] as const) {
    checkName(config[key], 'optimizer/bad-name', [key]);
  }
  const policy = checkOptimizerPolicy({
    lookbackBars,
    minimumBars: config.minimumBars ?? lookbackBars,
    horizonMs,
    validForMs: config.validForMs ?? horizonMs,
  });
  const start = (context: AgentContext<OptimizerAgentEvents, OptimizerPolicy>): undefined => {
    const prices = createPriceWindow(() => context.policy().lookbackBars + 1);
    const regimes: Record<string, RegimeUpdated> = {};
    const signals: Record<string, Record<string, SignalUpdated>> = {};
    let valued: PortfolioValued | null = null;
    let previous: Readonly<Record<string, number>> | null = null;
    let due = false;

    const propose = (outcome: SolveOutcome, exposure: number): void => {
      const nav = valued?.nav ?? 0;
      if (outcome.status !== 'optimal' || !(nav > 0)) {
        const solved = outcome.status === 'optimal';
        context.publish('portfolio.target-failed', {
          account,
          strategy,
          status: solved ? 'no-valuation' : outcome.status,
          message: solved ? 'The account has no NAV above zero yet.' : explain(outcome),
          evidence: outcome.status === 'insufficient-data' ? null : outcome.evidence,
        });
        return;
      }
      const { validForMs, horizonMs: horizon } = context.policy();
      const values = Object.fromEntries(
        Object.entries(outcome.weights).map(([id, weight]) => [id, weight * exposure]),
      );
      previous = values;
      context.publish('portfolio.target-proposed', {
        target: {
          targetId: context.nextId(),
          account,
          strategy,
          kind: 'weights',
          values,
          cash: null,
          denominator: { nav, marksAt: valued?.marksAt ?? context.now() },
          benchmarkId: null,
          horizonMs: horizon,
          validUntil: context.now() + validForMs,
        },
        evidence: outcome.evidence,
      });
    };

    const run = (): void => {
      due = false;
      const { lookbackBars: lookback, minimumBars } = context.policy();
      const rows = Math.min(prices.count(), lookback + 1);
      if (rows - 1 < minimumBars) return;
      const table = prices.table(rows);
      if (table.symbols.length === 0) return;
      const last = (table.values as readonly (readonly number[])[]).at(-1) ?? [];
      const decision = decide({
        at: context.now(),
        closeAt: table.closeAt.at(-1) as number,
        returns: returnsOf(table, { kind }),
        prices: Object.fromEntries(table.symbols.map((id, i) => [id, last[i] as number])),
        regimes: { ...regimes },
        signals: { ...signals },
        valued,
        previous,
      });
      if (decision !== null) propose(solve(decision.problem), decision.exposure ?? 1);
    };

    context.subscribe('market.slice', ({ payload }) => {
      if (payload.universe !== universe) return;
      prices.add(payload);
      due = decideAt === 'valuation';
    });
    context.subscribe('regime.updated', ({ payload }) => {
      regimes[payload.detector] = payload;
    });
    context.subscribe('signal.updated', ({ payload }) => {
      signals[payload.signal] = { ...signals[payload.signal], [payload.instrumentId]: payload };
    });
    context.subscribe('portfolio.valued', ({ payload }) => {
      if (payload.account !== account) return;
      valued = payload;
      if (due) run();
    });
    if (decideAt !== 'valuation') atEach(context, decideAt, run);
    return undefined;
  };
  return defineAgent(name, { policy, validate: checkOptimizerPolicy }, start);
}
