import type { GarchParameters } from './garch-parameters.ts';

/**
 * Unconstrained coordinates of GARCH(1,1): mu, log of the unconditional variance, and the logits of
 * alpha and beta against the slack `1 - alpha - beta`. Every point is a stationary model.
 */
export function toCoordinates({ mu, omega, alpha, beta }: GarchParameters): number[] {
  const slack = 1 - alpha - beta;
  return [mu, Math.log(omega / slack), Math.log(alpha / slack), Math.log(beta / slack)];
}

/** The parameters at coordinates `x`. */
export function fromCoordinates(x: ArrayLike<number>): GarchParameters {
  const [a, b] = [x[2] as number, x[3] as number];
  // Shifted so that no exponential overflows.
  const top = Math.max(0, a, b);
  const [ea, eb, es] = [Math.exp(a - top), Math.exp(b - top), Math.exp(-top)];
  const sum = ea + eb + es;
  const omega = Math.exp(x[1] as number) * (es / sum);
  return { mu: x[0] as number, omega, alpha: ea / sum, beta: eb / sum };
}

/** Turns a gradient by parameters into one by coordinates, negated for a minimiser. */
export function descentByCoordinates(
  { omega, alpha, beta }: GarchParameters,
  gradient: Float64Array,
  out: Float64Array,
): void {
  const [byOmega, byAlpha, byBeta] = [gradient[1], gradient[2], gradient[3]] as [
    number,
    number,
    number,
  ];
  const common = omega * byOmega + alpha * byAlpha + beta * byBeta;
  out[0] = -(gradient[0] as number);
  out[1] = -omega * byOmega;
  out[2] = alpha * (common - byAlpha);
  out[3] = beta * (common - byBeta);
}
