import type { Agent, AgentContext } from '../agents/agent.ts';
import { defineAgent } from '../agents/define-agent.ts';
import type { Timer } from '../clock/clock.ts';
import type { Bar } from '../domain/bar.ts';
import { checkName, checkNumber } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { MarketEvents } from '../events/market-events.ts';
import type { UniverseEvents } from '../events/universe-events.ts';
import type { Json } from '../grammar/json.ts';

/** Configuration of {@link collectSlices}. */
export interface SliceOptions {
  /** Name of the universe, repeated in every slice. */
  readonly universe: string;
  /** Instruments of the universe at the start; `universe.changed` moves it on. */
  readonly members: readonly string[];
  /** How long after `closeAt` a slice waits for missing bars, ms. @defaultValue 0 */
  readonly graceMs?: number;
  /** Name of the agent. @defaultValue `slices` */
  readonly name?: string;
}

/** Name and grace of a collector that says nothing else. */
export const sliceDefaults: { readonly name: string; readonly graceMs: number } = {
  name: 'slices',
  graceMs: 0,
};

interface OpenSlice {
  readonly closeAt: number;
  readonly bars: Map<string, Bar>;
  readonly timer: Timer;
}

/**
 * An agent that turns single bars into cross-sections: `market.slice` once every member's final bar
 * for one `closeAt` is there, or when the grace time is over, with the absent ones under `missing`.
 * Agents that look at a whole universe listen to slices only, so that none acts on half of one.
 *
 * Slices come in order of `closeAt`: a complete one closes those before it. A bar for a closed
 * slice (late, or revised) is counted in the agent's health and never published again.
 */
export function collectSlices(options: SliceOptions): Agent<MarketEvents & UniverseEvents, Json> {
  const universe = checkName(options.universe, 'core/invalid-universe', ['universe']);
  const graceMs = checkNumber(
    options.graceMs ?? sliceDefaults.graceMs,
    'core/invalid-grace',
    ['graceMs'],
    { min: 0 },
  );
  const config = { universe, members: [...options.members], graceMs };
  if (new Set(config.members).size !== config.members.length) {
    misuse('core/duplicate-member', ['members'], options.members, 'Name every instrument once.');
  }
  const refuseChange = (candidate: Json): Json =>
    candidate === config
      ? candidate
      : misuse(
          'core/policy-fixed',
          ['policy'],
          candidate,
          'Change the members by universe.changed.',
        );

  return defineAgent(
    options.name ?? sliceDefaults.name,
    { policy: config as Json, validate: refuseChange },
    (context: AgentContext<MarketEvents & UniverseEvents, Json>) => {
      let members = config.members;
      let isMember = new Set(members);
      let open: OpenSlice[] = [];
      let closedThrough = Number.NEGATIVE_INFINITY;
      let lateBars = 0;

      const close = ({ closeAt, bars, timer }: OpenSlice): void => {
        timer.cancel();
        closedThrough = closeAt;
        const present = members.flatMap((member) => bars.get(member) ?? []);
        const missing = members.filter((member) => !bars.has(member));
        context.publish('market.slice', { universe, closeAt, bars: present, missing });
      };
      const closeThrough = (closeAt: number): void => {
        const due = open.filter((slice) => slice.closeAt <= closeAt);
        open = open.filter((slice) => slice.closeAt > closeAt);
        for (const slice of due) close(slice);
      };
      const closeIfComplete = ({ bars, closeAt }: OpenSlice): void => {
        const enough = bars.size >= members.length;
        if (enough && members.every((member) => bars.has(member))) closeThrough(closeAt);
      };
      const sliceAt = (closeAt: number): OpenSlice => {
        const known = open.find((slice) => slice.closeAt === closeAt);
        if (known !== undefined) return known;
        const timer = context.at(closeAt + graceMs, () => closeThrough(closeAt));
        const slice: OpenSlice = { closeAt, bars: new Map(), timer };
        open = [...open, slice].sort((a, b) => a.closeAt - b.closeAt);
        return slice;
      };

      context.subscribe('market.bar', ({ payload }) => {
        if (!payload.final || !isMember.has(payload.instrumentId)) return;
        if (payload.closeAt <= closedThrough) {
          lateBars++;
          return;
        }
        const slice = sliceAt(payload.closeAt);
        slice.bars.set(payload.instrumentId, payload);
        closeIfComplete(slice);
      });
      context.subscribe('universe.changed', ({ payload }) => {
        if (payload.universe !== universe) return;
        const stay = members.filter((member) => !payload.removed.includes(member));
        members = [...stay, ...payload.added.filter((member) => !stay.includes(member))];
        isMember = new Set(members);
        for (const slice of open) closeIfComplete(slice);
      });
      return {
        health: () =>
          lateBars === 0
            ? { status: 'ok', detail: null }
            : { status: 'degraded', detail: `${lateBars} bars came after their slice was closed` },
      };
    },
  );
}
