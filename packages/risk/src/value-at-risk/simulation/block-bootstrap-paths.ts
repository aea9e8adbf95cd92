import { checkInteger, checkNumber, checkOneOf } from '@plimsoll/core';
import { type BlockMethod, blockIndices } from '@plimsoll/numerics/tails';
import type { PathSource } from './path-source.ts';

/** Options of {@link blockBootstrapPaths}. */
export interface BlockBootstrapPathOptions {
  /** How blocks are drawn. @defaultValue 'stationary' */
  readonly method?: BlockMethod;
  /** Block length in bars, whole for `moving`, a mean for `stationary`. @defaultValue 10 */
  readonly blockLengthBars?: number;
}

/** Defaults of {@link blockBootstrapPaths}. */
export const blockBootstrapPathDefaults: Readonly<Required<BlockBootstrapPathOptions>> = {
  method: 'stationary',
  blockLengthBars: 10,
};

/**
 * Blocks of the sample itself, so that what follows what within a block, volatility clusters
 * first of all, survives. The sample must be at least as long as the horizon and a block.
 *
 * @throws PlimsollError `risk/bad-option`.
 */
export function blockBootstrapPaths(options: BlockBootstrapPathOptions = {}): PathSource {
  const rule = { ...blockBootstrapPathDefaults, ...options };
  const { method, blockLengthBars } = rule;
  checkOneOf(method, ['stationary', 'moving'] as const, 'risk/bad-option', ['method']);
  const check = method === 'moving' ? checkInteger : checkNumber;
  check(blockLengthBars, 'risk/bad-option', ['blockLengthBars'], { min: 1 });
  return {
    kind: 'block-bootstrap-paths',
    version: 1,
    params: { method, blockLengthBars },
    draw(returns, { horizonBars, paths, random }) {
      const observations = returns.length;
      const needed = Math.max(horizonBars, Math.ceil(blockLengthBars));
      if (observations < needed) return { status: 'insufficient-data', observations, needed };
      const resample = new Uint32Array(observations);
      // A resample is cut into consecutive horizons; what does not fill one is left.
      let at = observations;
      const outcomes = Float64Array.from({ length: paths }, () => {
        if (at + horizonBars > observations) {
          blockIndices(resample, { method, blockLengthBars }, random);
          at = 0;
        }
        let sum = 0;
        for (const end = at + horizonBars; at < end; at++) {
          sum += returns[resample[at] as number] as number;
        }
        return sum;
      });
      return { status: 'fitted', outcomes };
    },
  };
}
