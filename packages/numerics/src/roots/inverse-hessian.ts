/** The BFGS approximation of the inverse Hessian, kept dense. */
export interface InverseHessian {
  /** Writes `-H g` into `direction` and returns its slope `g' direction`. */
  descend(gradient: Float64Array, direction: Float64Array): number;
  /** Takes in the step from `x0` to `x1`; ignored where curvature is not positive. */
  update(x0: Float64Array, x1: Float64Array, g0: Float64Array, g1: Float64Array): void;
  /** Back to a multiple of the identity. */
  reset(): void;
  /** Whether nothing was learned since the last reset. */
  isFresh(): boolean;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** Makes an inverse Hessian of order `n` that starts as a unit step of length at most one. */
export function createInverseHessian(n: number): InverseHessian {
  const h = new Float64Array(n * n);
  const s = new Float64Array(n);
  const y = new Float64Array(n);
  const hy = new Float64Array(n);
  let fresh = true;

  const setIdentity = (scale: number): void => {
    h.fill(0);
    for (let i = 0; i < n; i++) h[i * n + i] = scale;
  };
  setIdentity(1);

  const apply = (v: Float64Array, out: Float64Array, sign: number): void => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (h[i * n + j] as number) * (v[j] as number);
      out[i] = sign * sum;
    }
  };

  return {
    descend(gradient, direction) {
      if (fresh) setIdentity(1 / Math.max(1, Math.sqrt(dot(gradient, gradient))));
      apply(gradient, direction, -1);
      return dot(gradient, direction);
    },
    update(x0, x1, g0, g1) {
      for (let i = 0; i < n; i++) {
        s[i] = (x1[i] as number) - (x0[i] as number);
        y[i] = (g1[i] as number) - (g0[i] as number);
      }
      const sy = dot(s, y);
      if (!(sy > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y)))) return;
      // Shanno and Phua: size the first metric by the curvature just seen.
      if (fresh) setIdentity(sy / dot(y, y));
      fresh = false;
      apply(y, hy, 1);
      const weight = (1 + dot(y, hy) / sy) / sy;
      for (let i = 0; i < n; i++) {
        const si = s[i] as number;
        const hyi = hy[i] as number;
        for (let j = 0; j < n; j++) {
          const sj = s[j] as number;
          h[i * n + j] =
            (h[i * n + j] as number) + weight * si * sj - (hyi * sj + si * (hy[j] as number)) / sy;
        }
      }
    },
    reset() {
      fresh = true;
    },
    isFresh: () => fresh,
  };
}
