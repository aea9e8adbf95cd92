import { fitGarch, garchVariance } from '@plimsoll/numerics/volatility';
import { standardise } from './ewma-filter.ts';
import type { VolatilityFilter } from './volatility-filter.ts';

/**
 * GARCH(1,1) with a constant mean, fitted anew to every sample by maximum likelihood (`fitGarch`
 * of numerics with its defaults). At least 100 returns; a fit that does not converge is answered,
 * not replaced.
 */
export function garchFilter(): VolatilityFilter {
  return {
    kind: 'garch-filter',
    version: 1,
    params: {},
    filter(returns) {
      const fit = fitGarch(returns);
      const observations = returns.length;
      switch (fit.status) {
        case 'insufficient-data':
          return { status: fit.status, observations, needed: fit.needed };
        case 'degenerate': {
          const constant = fit.reason === 'constant-series';
          const reason = constant ? 'zero-dispersion' : 'no-volatility-clustering';
          return { status: fit.status, reason, observations };
        }
        case 'fitted': {
          const { parameters, presampleVariance } = fit;
          const { mu, omega, alpha, beta } = parameters;
          const firstVariance = omega + (alpha + beta) * presampleVariance;
          const model = garchVariance({ ...parameters, firstVariance });
          const step = (variance: number, residual: number): number =>
            omega + alpha * residual * residual + beta * variance;
          return standardise(model, returns, mu, step);
        }
        default:
          return { status: 'not-converged', observations };
      }
    },
  };
}
