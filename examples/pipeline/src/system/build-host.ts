import { type HostBus, type Json, misuse, type Vocabulary } from '@plimsoll/core';
import { collectSlices, ledgerAgent } from '@plimsoll/core/agent';
import { createHost, type Host } from '@plimsoll/core/host';
import { brownianPath } from '@plimsoll/execution';
import { executionAgent, simulatedVenue } from '@plimsoll/execution/agent';
import { rebalanceAgent } from '@plimsoll/optimizer/agent';
import { regimeAgent } from '@plimsoll/regime/agent';
import type { RiskGateConfig } from '@plimsoll/risk';
import { riskAgent } from '@plimsoll/risk/agent';
import { multiModelPreset } from '@plimsoll/risk/presets';
import type { MarketData } from '../data/market-data.ts';
import type { DataSelection } from '../data/select-market.ts';
import type { DatedReading } from '../study/regime-path.ts';
import { decisionAgent } from './decision-agent.ts';
import { impactOf, marketSources, schedulerOf, sessionsAfter } from './market-sources.ts';
import { recordedRegime } from './recorded-regime.ts';
import { detectorOf, feedOf } from './regime-detector.ts';
import { ACCOUNT, assumptions, DETECTOR, type RunOptions, UNIVERSE, VENUE } from './run-options.ts';

/** What a host is built from. The same parts give the same host, in a run and in its replay. */
export interface HostParts {
  /** The bus, with its clock and journal. */
  readonly bus: HostBus<Vocabulary>;
  /** The data; its bars come from outside, its calendar and names are configuration. */
  readonly market: MarketData;
  /** The run. */
  readonly options: RunOptions;
  /** How the data was read, for the journal's header: replay reads it again the same way. */
  readonly selection: DataSelection;
  /**
   * Regime readings of a run over the same index with the same model, told again instead of fitted
   * again; for comparison runs only. @defaultValue fitted here
   */
  readonly readings?: readonly DatedReading[];
}

const gateOf = (options: RunOptions): RiskGateConfig => {
  const preset = multiModelPreset(assumptions.currency);
  return options.drawdownMachine ? preset : { ...preset, machines: [] };
};

/** The regime agent: the model on the bus, or what it read in another run. */
const regimeAgents = ({ market: { index }, options, readings }: HostParts) => {
  if (index === null) return [];
  const detector = detectorOf(index, options);
  return [
    readings === undefined
      ? regimeAgent({ detectorName: DETECTOR, detector, feed: feedOf(index) })
      : regimeAgent({ detectorName: DETECTOR, ...recordedRegime(readings, detector.labels) }),
  ];
};

/**
 * The whole chain: slices, ledger, regime, decision, rebalancing, risk gate, execution, simulated
 * venue. Agents hear of one another only through events.
 */
export function buildHost(parts: HostParts): Host<Vocabulary> {
  const { bus, market, options, selection } = parts;
  const sessions = sessionsAfter(market);
  const sources = marketSources(market, options, [...sessions.values()]);
  const venue = simulatedVenue({
    ...sources,
    venue: VENUE,
    seed: options.seed,
    path: brownianPath(),
    impact: impactOf(options.costScale),
  });
  const nextSession = (decidedAt: number): { startAt: number; endAt: number } => {
    const session = sessions.get(decidedAt);
    if (session === undefined) {
      return misuse('pipeline/no-session', ['at'], decidedAt, 'Decide at a month-end close.');
    }
    return { startAt: session.openAt, endAt: session.closeAt };
  };
  const first = market.months[0];
  return createHost<Vocabulary>({
    bus,
    seed: options.seed,
    notes: { options: { ...options }, selection: selection as Json },
    config: { market: market.title, options: { ...options }, assumptions: { ...assumptions } },
    agents: [
      ledgerAgent({ baseCurrency: assumptions.currency, universe: UNIVERSE }),
      collectSlices({
        universe: UNIVERSE,
        members: market.assets.filter((asset) => first?.prices[asset] !== undefined),
      }),
      ...regimeAgents(parts),
      decisionAgent({
        assets: market.assets,
        windowMonths: options.windowMonths,
        lagMonths: options.lagMonths,
        regime: market.index !== null,
      }),
      riskAgent({ gate: gateOf(options) }),
      rebalanceAgent({
        account: ACCOUNT,
        baseCurrency: assumptions.currency,
        costBps: assumptions.keptBackBps,
        terms: (_, __, at) => nextSession(at),
      }),
      venue.agent,
      executionAgent({
        ...sources,
        scheduler: schedulerOf(options),
        venues: [venue.port],
        policy: { onEnd: 'cross' },
      }),
    ],
  });
}
