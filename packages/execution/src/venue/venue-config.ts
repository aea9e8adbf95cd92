import { checkInteger, checkName, checkNumber, checkOneOf } from '@plimsoll/core';
import type { MarketSources } from '../market/market-memory.ts';
import type { ImpactModel } from '../models/impact-model.ts';
import type { PricePath } from './price-path.ts';

/** Misbehaviour of a simulated venue, drawn from its seed; probabilities are fractions. */
export type VenueFaults = {
  /** A new order is rejected. @defaultValue 0 */
  readonly reject: number;
  /** How such a reject is graded. @defaultValue 'transient' */
  readonly rejectSeverity: 'permanent' | 'sizing' | 'transient';
  /** An order trades only in part, then waits for its expiry. @defaultValue 0 */
  readonly partial: number;
  /** A report is delivered twice. @defaultValue 0 */
  readonly duplicate: number;
  /** A cancel comes too late: it is refused and the order trades. @defaultValue 0 */
  readonly lateCancel: number;
  /** A new order vanishes on the way: no answer, and a query does not find it. @defaultValue 0 */
  readonly lose: number;
};

/** A venue without faults. */
export const noVenueFaults: VenueFaults = {
  reject: 0,
  rejectSeverity: 'transient',
  partial: 0,
  duplicate: 0,
  lateCancel: 0,
  lose: 0,
};

/** Configuration of a simulated venue; hashed. */
export interface SimulatedVenueConfig extends MarketSources {
  /** Name of the venue. @defaultValue simulatedVenueDefaults.venue */
  readonly venue?: string;
  /** Seed of path and faults. @defaultValue simulatedVenueDefaults.seed */
  readonly seed?: number;
  /** How prices move between bars or quotes; `null` to stand still between them. @defaultValue null */
  readonly path?: PricePath | null;
  /** How our own trading moves prices. @defaultValue null, not at all */
  readonly impact?: ImpactModel | null;
  /** Delay of every command, ms. @defaultValue simulatedVenueDefaults.latencyMs */
  readonly latencyMs?: number;
  /** Fills an order is split into, spread over its time. @defaultValue simulatedVenueDefaults.fillsPerChild */
  readonly fillsPerChild?: number;
  /**
   * Time over which an order without expiry trades, and the least for any; sets the trading rate
   * that temporary impact is paid for, ms. @defaultValue simulatedVenueDefaults.fillWindowMs
   */
  readonly fillWindowMs?: number;
  /** Misbehaviour. @defaultValue noVenueFaults */
  readonly faults?: Partial<VenueFaults>;
}

/** Defaults of {@link SimulatedVenueConfig}. */
export const simulatedVenueDefaults: {
  readonly venue: string;
  readonly seed: number;
  readonly latencyMs: number;
  readonly fillsPerChild: number;
  readonly fillWindowMs: number;
} = { venue: 'sim', seed: 1, latencyMs: 0, fillsPerChild: 1, fillWindowMs: 60_000 };

/** A configuration with everything filled in. */
export type CheckedVenueConfig = Required<
  Omit<SimulatedVenueConfig, 'fees' | 'volumeCurve' | 'calendars' | 'faults'>
> & { readonly sources: MarketSources; readonly faults: VenueFaults };

/** Checks a configuration; throws `execution/bad-venue` with the field. */
export function checkVenueConfig(config: SimulatedVenueConfig): CheckedVenueConfig {
  const code = 'execution/bad-venue';
  const given = { ...simulatedVenueDefaults, ...config };
  const faults = { ...noVenueFaults, ...config.faults };
  for (const fault of ['reject', 'partial', 'duplicate', 'lateCancel', 'lose'] as const) {
    checkNumber(faults[fault], code, ['faults', fault], { min: 0, max: 1 });
  }
  const severities = ['permanent', 'sizing', 'transient'] as const;
  checkOneOf(faults.rejectSeverity, severities, code, ['faults', 'rejectSeverity']);
  return {
    venue: checkName(given.venue, code, ['venue']),
    seed: checkInteger(given.seed, code, ['seed']),
    profiler: given.profiler,
    spread: given.spread,
    path: given.path ?? null,
    impact: given.impact ?? null,
    latencyMs: checkNumber(given.latencyMs, code, ['latencyMs'], { min: 0 }),
    fillsPerChild: checkInteger(given.fillsPerChild, code, ['fillsPerChild'], { min: 1 }),
    fillWindowMs: checkNumber(given.fillWindowMs, code, ['fillWindowMs'], { min: 0, above: true }),
    sources: config,
    faults,
  };
}
