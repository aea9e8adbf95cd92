import {
  type Bar,
  checkInteger,
  checkNumber,
  configHash,
  type Json,
  misuse,
  type Snapshot,
  type SnapshotIdentity,
  snapshotState,
} from '@plimsoll/core';
import type {
  DailyVolume,
  LiveMarketProfiler,
  MarketProfiler,
  ProfileReading,
} from './market-profiler.ts';

const code = 'execution/bad-profiler';

const checkVolume = (volume: DailyVolume): DailyVolume => {
  const key = 'quantity' in volume ? 'quantity' : 'notional';
  const value = 'quantity' in volume ? volume.quantity : volume.notional;
  const checked = checkNumber(value, code, ['dailyVolume', key], { min: 0, above: true });
  return key === 'quantity' ? { quantity: checked } : { notional: checked };
};

const checkShares = (shares: number | null): number | null =>
  shares === null
    ? null
    : checkNumber(shares, code, ['sharesOutstanding'], { min: 0, above: true });

const identityOf = (kind: string, params: Json): SnapshotIdentity => ({
  kind,
  version: 1,
  configHash: configHash({ kind, version: 1, params }),
});

/** Options of {@link fixedProfile}. */
export interface FixedProfileOptions {
  /** Standard deviation of the daily return, a fraction. */
  readonly dailyVolatility: number;
  /** What the whole market trades in a day. */
  readonly dailyVolume: DailyVolume;
  /** Base quantity in existence. @defaultValue null, unknown */
  readonly sharesOutstanding?: number | null;
}

/**
 * A profile that is stated rather than measured.
 *
 * @throws PlimsollError `execution/bad-profiler`.
 */
export function fixedProfile(options: FixedProfileOptions): MarketProfiler {
  const dailyVolatility = checkNumber(options.dailyVolatility, code, ['dailyVolatility'], {
    min: 0,
  });
  const dailyVolume = checkVolume(options.dailyVolume);
  const sharesOutstanding = checkShares(options.sharesOutstanding ?? null);
  const kind = 'fixed-profile';
  const params: Json = { dailyVolatility, dailyVolume: { ...dailyVolume }, sharesOutstanding };
  const reading: ProfileReading = {
    status: 'ready',
    dailyVolatility,
    dailyVolume,
    sharesOutstanding,
  };
  return {
    kind,
    version: 1,
    params,
    start(from?: Snapshot): LiveMarketProfiler {
      const identity = identityOf(kind, params);
      if (from !== undefined) snapshotState(from, identity);
      return {
        update: () => reading,
        read: () => reading,
        snapshot: () => ({ ...identity, state: null }),
      };
    },
  };
}

/** Options of {@link trailingProfile}. */
export interface TrailingProfileOptions {
  /** Returns in the volatility, and bars in the mean volume. */
  readonly lookbackBars: number;
  /** Trading days one bar spans: 1 for daily bars, 21 for monthly ones. */
  readonly tradingDaysPerBar: number;
  /** What the market trades in a day. @defaultValue the mean volume of the bars */
  readonly dailyVolume?: DailyVolume;
  /** Base quantity in existence. @defaultValue null, unknown */
  readonly sharesOutstanding?: number | null;
}

/**
 * Measures volatility (and volume, unless stated) over the last bars of an instrument: sample
 * standard deviation (ddof 1) of log returns from close to close, divided by the root of the
 * trading days a bar spans. Final bars only; feed one bar length.
 *
 * @throws PlimsollError `execution/bad-profiler`.
 *
 * @example
 * ```ts
 * trailingProfile({ lookbackBars: 36, tradingDaysPerBar: 21, dailyVolume: { notional: 2e9 } });
 * ```
 */
export function trailingProfile(options: TrailingProfileOptions): MarketProfiler {
  const lookbackBars = checkInteger(options.lookbackBars, code, ['lookbackBars'], { min: 2 });
  const tradingDaysPerBar = checkNumber(options.tradingDaysPerBar, code, ['tradingDaysPerBar'], {
    min: 0,
    above: true,
  });
  const stated = options.dailyVolume === undefined ? null : checkVolume(options.dailyVolume);
  const sharesOutstanding = checkShares(options.sharesOutstanding ?? null);
  const kind = 'trailing-profile';
  const params: Json = {
    lookbackBars,
    tradingDaysPerBar,
    dailyVolume: stated && { ...stated },
    sharesOutstanding,
  };

  return {
    kind,
    version: 1,
    params,
    start(from?: Snapshot): LiveMarketProfiler {
      const identity = identityOf(kind, params);
      let closes: number[] = [];
      let volumes: (number | null)[] = [];
      if (from !== undefined) {
        const state = snapshotState(from, identity) as {
          readonly closes: readonly number[];
          readonly volumes: readonly (number | null)[];
        };
        closes = [...state.closes];
        volumes = [...state.volumes];
      }

      const volume = (): DailyVolume | null => {
        if (stated !== null) return stated;
        const recent = volumes.slice(-lookbackBars);
        let sum = 0;
        for (const value of recent) {
          if (value === null) return null;
          sum += value;
        }
        return sum > 0 ? { quantity: sum / recent.length / tradingDaysPerBar } : null;
      };

      const read = (): ProfileReading => {
        if (closes.length <= lookbackBars) {
          const reason = `${closes.length} of ${lookbackBars + 1} bars seen.`;
          return { status: 'warming', reason };
        }
        const dailyVolume = volume();
        if (dailyVolume === null) {
          return { status: 'warming', reason: 'The bars carry no volume; state dailyVolume.' };
        }
        let mean = 0;
        const returns: number[] = [];
        for (let i = 1; i < closes.length; i++) {
          returns.push(Math.log((closes[i] as number) / (closes[i - 1] as number)));
          mean += (returns[i - 1] as number) / lookbackBars;
        }
        let squares = 0;
        for (const value of returns) squares += (value - mean) * (value - mean);
        const variance = squares / (lookbackBars - 1) / tradingDaysPerBar;
        return {
          status: 'ready',
          dailyVolatility: Math.sqrt(variance),
          dailyVolume,
          sharesOutstanding,
        };
      };

      return {
        read,
        update(bar: Bar): ProfileReading {
          if (!bar.final) return read();
          if (!(bar.close > 0)) misuse(code, ['bar', 'close'], bar.close, 'Give positive prices.');
          closes.push(bar.close);
          volumes.push(bar.volume);
          if (closes.length > lookbackBars + 1) {
            closes.shift();
            volumes.shift();
          }
          return read();
        },
        snapshot: () => ({ ...identity, state: { closes: [...closes], volumes: [...volumes] } }),
      };
    },
  };
}
