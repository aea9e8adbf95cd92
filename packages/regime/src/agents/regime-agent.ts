import {
  type Agent,
  type AgentContext,
  type Bar,
  checkName,
  defineAgent,
  type MarketEvents,
  type MarketSlice,
  PlimsollError,
  type RegimeEvents,
  type RegimeOverrideRequested,
  type Timer,
} from '@plimsoll/core';
import type { ReadyRegimeReading, RegimeDetector } from '../detector/regime-detector.ts';
import { type Override, readOverride } from './override-book.ts';
import type { RegimeFeed } from './regime-feed.ts';

/** Events a {@link regimeAgent} reads and publishes. */
export interface RegimeAgentEvents
  extends Pick<MarketEvents, 'market.bar' | 'market.slice'>,
    RegimeEvents {}

/** Configuration of {@link regimeAgent}. */
export interface RegimeAgentConfig<Input, Label extends string = string> {
  /** Name of the agent, `[a-z0-9]{1,12}`. @defaultValue 'regime' */
  readonly name?: string;
  /** Name of the detector in events; their subject. */
  readonly detectorName: string;
  /** The detector, decorators and all. */
  readonly detector: RegimeDetector<Input, Label>;
  /** Where its inputs come from. */
  readonly feed: RegimeFeed<Input>;
}

/** Defaults of {@link regimeAgent}. */
export const regimeAgentDefaults: { readonly name: string } = { name: 'regime' };

/**
 * Binds one detector to the bus. Each final bar (or slice) gives at most one `regime.updated`; a
 * change of the label in force gives `regime.changed`. A `regime.override-requested` for this
 * detector is answered exactly once, by `regime.override-changed` or `regime.request-refused`, and
 * expires by itself through a journaled timer; probabilities and confidence stay the detector's.
 *
 * Unfinished bars, revisions of a bar already read and bars out of order are passed over: what was
 * read stays read. An input that the detector refuses leaves it as it was and degrades the agent's
 * health until the next good one.
 *
 * @throws PlimsollError `regime/bad-agent`.
 */
export function regimeAgent<Input, Label extends string>(
  config: RegimeAgentConfig<Input, Label>,
): Agent<RegimeAgentEvents, null> {
  checkName(config.detectorName, 'regime/bad-agent', ['detectorName']);
  return defineAgent(
    config.name ?? regimeAgentDefaults.name,
    {},
    (context: AgentContext<RegimeAgentEvents, null>) => {
      const desk = createRegimeDesk(config, context);
      const { feed } = config;
      if (feed.event === 'market.bar') {
        const read = feed.start();
        context.subscribe('market.bar', ({ payload }) => {
          if (payload.instrumentId === feed.instrumentId && payload.final) {
            desk.observe(payload, payload.knownAt, read);
          }
        });
      } else {
        const read = feed.start();
        context.subscribe('market.slice', ({ payload, at }) => {
          if (payload.universe === feed.universe) desk.observe(payload, at, read);
        });
      }
      context.subscribe('regime.override-requested', ({ payload }) => desk.answer(payload));
      return {
        health: () => {
          const trouble = desk.trouble();
          return { status: trouble === null ? 'ok' : 'degraded', detail: trouble };
        },
      };
    },
  );
}

interface RegimeDesk<Input> {
  observe<Payload extends Bar | MarketSlice>(
    payload: Payload,
    knownAt: number,
    read: (payload: Payload) => Input | null,
  ): void;
  answer(request: RegimeOverrideRequested): void;
  trouble(): string | null;
}

function createRegimeDesk<Input, Label extends string>(
  { detector, detectorName }: RegimeAgentConfig<Input, Label>,
  context: AgentContext<RegimeAgentEvents, null>,
): RegimeDesk<Input> {
  const live = detector.start();
  const answered = new Set<string>();
  let lastCloseAt = Number.NEGATIVE_INFINITY;
  let trouble: string | null = null;
  let latest: ReadyRegimeReading<Label> | null = null;
  let override: Override<Label> | null = null;
  let expiry: Timer | null = null;
  let inForce: Label | null = null;
  let ageBars = 0;

  /** Brings the label in force up to date and tells of a change. */
  const settle = (reading: ReadyRegimeReading<Label>, knownAt: number): void => {
    const label = override?.label ?? reading.label;
    if (label === inForce) return;
    context.publish('regime.changed', {
      detector: detectorName,
      from: inForce,
      to: label,
      probabilities: reading.probabilities,
      previousAgeBars: inForce === null ? 0 : ageBars + 1,
      overridden: override !== null,
      knownAt,
    });
    inForce = label;
    ageBars = 0;
  };

  const setOverride = (next: Override<Label> | null, requestId: string | null): void => {
    expiry?.cancel();
    override = next;
    expiry = next === null ? null : context.at(next.until, () => setOverride(null, null));
    context.publish('regime.override-changed', {
      detector: detectorName,
      requestId,
      label: next?.label ?? null,
      until: next?.until ?? null,
      cause: requestId === null ? 'expiry' : 'request',
    });
    if (latest !== null) settle(latest, context.now());
  };

  const publishReading = (reading: ReadyRegimeReading<Label>, knownAt: number): void => {
    const label = override?.label ?? reading.label;
    context.publish('regime.updated', {
      detector: detectorName,
      label,
      probabilities: reading.probabilities,
      predicted: reading.predicted,
      confidence: reading.probabilities[label],
      ageBars: label === inForce ? ageBars + 1 : 0,
      overridden: override !== null,
      knownAt,
      diagnostics: reading.diagnostics,
    });
    if (label === inForce) ageBars += 1;
    settle(reading, knownAt);
  };

  return {
    observe(payload, knownAt, read) {
      if (payload.closeAt <= lastCloseAt) return;
      try {
        const input = read(payload);
        lastCloseAt = payload.closeAt;
        if (input === null) return;
        const reading = live.update(input);
        trouble = null;
        if (reading.status === 'warming') return;
        latest = reading;
        publishReading(reading, knownAt);
      } catch (error) {
        if (!PlimsollError.is(error)) throw error;
        trouble = error.message;
      }
    },
    answer(request) {
      if (request.detector !== detectorName) return;
      const asked = readOverride(request, detector.labels, answered, context.now());
      answered.add(request.requestId);
      if (asked !== null && 'code' in asked) {
        context.publish('regime.request-refused', {
          detector: detectorName,
          requestId: request.requestId,
          request: 'regime.override-requested',
          ...asked,
        });
        return;
      }
      setOverride(asked, request.requestId);
    },
    trouble: () => trouble,
  };
}
