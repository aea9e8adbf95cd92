import type { DifferentiableObjective } from './minimise-bfgs.ts';

// Cube root of the machine epsilon balances truncation against rounding of a central difference.
const relativeStep = 6.055454452393343e-6;

/**
 * Adds a central-difference gradient to a plain objective: two evaluations a variable, about ten
 * correct digits.
 */
export function withNumericalGradient(f: (x: Float64Array) => number): DifferentiableObjective {
  return (x, gradient) => {
    const value = f(x);
    for (let i = 0; i < x.length; i++) {
      const xi = x[i] as number;
      const h = relativeStep * Math.max(1, Math.abs(xi));
      x[i] = xi + h;
      const above = f(x);
      x[i] = xi - h;
      const below = f(x);
      x[i] = xi;
      gradient[i] = (above - below) / (2 * h);
    }
    return value;
  };
}
