import {
  type Agent,
  type AgentContext,
  checkInteger,
  defineAgent,
  type Json,
  type MarketEvents,
  type MarketSlice,
  misuse,
  type PortfolioEvents,
  type RegimeEvents,
  type RiskEvents,
} from '@plimsoll/core';
import { solve } from '@plimsoll/optimizer';
import type { MonthEnd } from '../data/market-data.ts';
import {
  canInvestAll,
  decisionProblem,
  eligibleAssets,
  windowReturns,
} from '../study/decide-weights.ts';
import { HIGH_VOLATILITY } from './regime-detector.ts';
import { ACCOUNT, assumptions, DETECTOR, STRATEGY, UNIVERSE } from './run-options.ts';

/** Whether the agent decides; changed by `policy.change-requested`. */
export interface DecisionPolicy {
  /** `false` near the end of the data: no decision without a month to hold it. */
  readonly deciding: boolean;
}

/** Configuration of {@link decisionAgent}. */
export interface DecisionConfig {
  /** Assets in column order. */
  readonly assets: readonly string[];
  /** Monthly returns behind each covariance. */
  readonly windowMonths: number;
  /** Month ends by which all information is delayed. */
  readonly lagMonths: number;
  /** Whether a regime detector is on the bus: then no decision before its first reading. */
  readonly regime: boolean;
}

type Events = Pick<MarketEvents, 'market.slice'> &
  RegimeEvents &
  PortfolioEvents &
  Pick<RiskEvents, 'risk.state-changed'>;

interface KnownRegime {
  readonly at: number;
  readonly highVolatility: number;
}

const checkPolicy = (candidate: Json): DecisionPolicy => {
  const policy = candidate as Partial<DecisionPolicy> | null;
  if (typeof policy?.deciding === 'boolean') return { deciding: policy.deciding };
  return misuse('pipeline/bad-policy', ['deciding'], candidate, 'Give { deciding: true | false }.');
};

const monthOf = ({ closeAt, bars }: MarketSlice): MonthEnd => ({
  month: '',
  day: '',
  closeAt,
  prices: Object.fromEntries(bars.map((bar) => [bar.instrumentId, bar.close])),
});

/**
 * Decides at each month-end close: minimum variance on the window that ends there, times the
 * exposure that the regime of the *previous* day and the drawdown machine allow. The decision runs
 * on a timer at the close itself, which by the order of simulation comes after all data of that
 * instant: the valuation and what the risk machines made of it are known.
 */
export function decisionAgent(config: DecisionConfig): Agent<Events, DecisionPolicy> {
  checkInteger(config.windowMonths, 'pipeline/bad-window', ['windowMonths'], { min: 2 });
  checkInteger(config.lagMonths, 'pipeline/bad-lag', ['lagMonths'], { min: 0 });
  return defineAgent(
    STRATEGY,
    { policy: { deciding: true }, validate: checkPolicy },
    (context: AgentContext<Events, DecisionPolicy>) => {
      const months: MonthEnd[] = [];
      const regimes: KnownRegime[] = [];
      let nav = 0;
      let marksAt = 0;
      let factor = 1;

      const decide = (): void => {
        const known = months.length - 1 - config.lagMonths;
        const window = months.slice(Math.max(0, known - config.windowMonths), known + 1);
        if (!context.policy().deciding || window.length <= config.windowMonths) return;
        const knownAt = (months[known] as MonthEnd).closeAt;
        // The reading of the deciding close itself is not used: it could not be acted on there.
        const regime = regimes.findLast(({ at }) => at < knownAt);
        if (config.regime && regime === undefined) return;
        const assets = eligibleAssets(config.assets, window);
        if (!canInvestAll(assets.length)) return;
        const outcome = solve(decisionProblem(windowReturns(assets, window)));
        if (outcome.status !== 'optimal') {
          context.publish('portfolio.target-failed', {
            account: ACCOUNT,
            strategy: STRATEGY,
            status: outcome.status,
            message: `No minimum-variance weights for ${assets.join(', ')}.`,
            evidence: 'evidence' in outcome ? outcome.evidence : null,
          });
          return;
        }
        const exposure = factor * (1 - assumptions.exposureSlope * (regime?.highVolatility ?? 0));
        const values: Record<string, number> = {};
        for (const asset of config.assets) {
          const weight = outcome.weights[asset];
          if (weight !== undefined) values[asset] = weight * exposure;
        }
        context.publish('portfolio.target-proposed', {
          target: {
            targetId: context.nextId(),
            account: ACCOUNT,
            strategy: STRATEGY,
            kind: 'weights',
            values,
            cash: 1 - exposure,
            denominator: { nav, marksAt },
            benchmarkId: null,
            horizonMs: 30 * 86_400_000,
            validUntil: context.now() + 7 * 86_400_000,
          },
          evidence: outcome.evidence,
        });
      };

      context.subscribe('regime.updated', ({ payload }) => {
        if (payload.detector !== DETECTOR) return;
        const highVolatility = payload.probabilities[HIGH_VOLATILITY] ?? 0;
        regimes.push({ at: payload.knownAt, highVolatility });
      });
      context.subscribe('portfolio.valued', ({ payload }) => {
        if (payload.account !== ACCOUNT) return;
        nav = payload.nav;
        marksAt = payload.marksAt;
      });
      context.subscribe('risk.state-changed', ({ payload }) => {
        if (payload.machine === 'drawdown') factor = payload.exposureFactor;
      });
      context.subscribe('market.slice', ({ payload }) => {
        if (payload.universe !== UNIVERSE) return;
        months.push(monthOf(payload));
        context.at(payload.closeAt, decide);
      });
      return undefined;
    },
  );
}
