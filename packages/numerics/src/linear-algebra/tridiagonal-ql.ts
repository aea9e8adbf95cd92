const sweepLimit = 80;
const epsilon = 2 ** -52;
const tiny = 2 ** -1000;

function rotateRows(
  rows: Float64Array,
  n: number,
  upper: number,
  cosine: number,
  sine: number,
): void {
  const a = upper * n;
  const b = a + n;
  for (let k = 0; k < n; k += 1) {
    const x = rows[a + k] as number;
    const y = rows[b + k] as number;
    rows[b + k] = sine * x + cosine * y;
    rows[a + k] = cosine * x - sine * y;
  }
}

/**
 * Implicit QL iteration with Wilkinson shifts on a symmetric tridiagonal matrix, turning the rows of
 * `rows` into eigenvectors as it goes (Bowdler, Martin, Reinsch and Wilkinson 1968).
 *
 * @param d - Diagonal on entry, unordered eigenvalues on return.
 * @param below - Subdiagonal, element `i` next to `d[i - 1]`; destroyed.
 * @returns Whether every eigenvalue converged.
 * @internal
 */
export function tridiagonalQl(
  d: Float64Array,
  below: Float64Array,
  rows: Float64Array | null,
): boolean {
  const n = d.length;
  const e = below;
  e.copyWithin(0, 1);
  if (n > 0) e[n - 1] = 0;
  for (let l = 0; l < n; l += 1) {
    for (let sweep = 0; ; sweep += 1) {
      let m = l;
      for (; m < n - 1; m += 1) {
        const size = Math.abs(d[m] as number) + Math.abs(d[m + 1] as number);
        if (Math.abs(e[m] as number) <= epsilon * size + tiny) break;
      }
      if (m === l) break;
      if (sweep === sweepLimit) return false;
      qlSweep(d, e, l, m, rows);
    }
  }
  return true;
}

function qlSweep(
  d: Float64Array,
  e: Float64Array,
  l: number,
  m: number,
  rows: Float64Array | null,
): void {
  const n = d.length;
  const first = e[l] as number;
  let g = ((d[l + 1] as number) - (d[l] as number)) / (2 * first);
  const root = Math.sqrt(g * g + 1);
  g = (d[m] as number) - (d[l] as number) + first / (g + (g >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = m - 1; i >= l; i -= 1) {
    const f = sine * (e[i] as number);
    const b = cosine * (e[i] as number);
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1] = (d[i + 1] as number) - shift;
      e[m] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = (d[i + 1] as number) - shift;
    const turn = ((d[i] as number) - g) * sine + 2 * cosine * b;
    shift = sine * turn;
    d[i + 1] = g + shift;
    g = cosine * turn - b;
    if (rows !== null) rotateRows(rows, n, i, cosine, sine);
  }
  d[l] = (d[l] as number) - shift;
  e[l] = g;
  e[m] = 0;
}
