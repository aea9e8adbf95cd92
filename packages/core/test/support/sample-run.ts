import {
  type AgentContext,
  type Bar,
  createSimulatedClock,
  defineAgent,
  type Journal,
  type MarketEvents,
  type SignalEvents,
  type Vocabulary,
} from '@plimsoll/core';
import { createBus, createHost, type Host, runSimulation } from '@plimsoll/core/host';
import type { ReplaySetup } from '@plimsoll/core/journal';
import { barOf } from './bar.ts';

type Context = AgentContext<MarketEvents & SignalEvents, null>;

/** An agent with state, randomness, a timer, and an effect whose answer is a derived event. */
const momentum = (scale: number) =>
  defineAgent('momentum', {}, (context: Context) => {
    let last: Bar | null = null;
    const publish = (bar: Bar, expectedReturn: number): void =>
      context.publish('signal.updated', {
        signal: context.nextId(),
        instrumentId: bar.instrumentId,
        expectedReturn,
        returns: 'simple',
        horizonMs: 1000,
        confidence: context.random.next(),
      });
    context.subscribe('market.bar', ({ payload }) => {
      if (last !== null) publish(payload, (scale * payload.close) / last.close - 1);
      last = payload;
      context.perform(() => publish(payload, 0));
    });
    context.every(1500, () => {
      if (last !== null) publish(last, -0);
    });
    return undefined;
  });

/** Builds the host of the sample run. */
export const sampleHost = (
  setup: Pick<ReplaySetup, 'clock' | 'journal'> & { epoch?: number; scale?: number; seed?: number },
): Host<Vocabulary> =>
  createHost<Vocabulary>({
    bus: createBus<Vocabulary>({
      clock: setup.clock,
      journal: setup.journal,
      epoch: setup.epoch ?? 0,
      sources: { feed: 'input' },
      strict: true,
    }),
    agents: [momentum(setup.scale ?? 1)],
    seed: setup.seed ?? 1,
  });

/** Runs `bars` bars into a journal and stops the host. */
export const recordSampleRun = async (journal: Journal, bars = 4, epoch = 0): Promise<void> => {
  const clock = createSimulatedClock(epoch * 1_000_000);
  const host = sampleHost({ clock, journal, epoch });
  runSimulation({
    host,
    clock,
    events: Array.from({ length: bars }, (_, i) => {
      const at = clock.now() + 1000 * (i + 1);
      return {
        at,
        type: 'market.bar' as const,
        payload: barOf('ACME', at, 100 + i),
        source: 'feed',
      };
    }),
  });
  await host.stop('completed');
};
