import type { Engine, PhaseEnd } from './engine.ts';
import { isEquality } from './engine.ts';
import { factorise } from './factor.ts';
import { solveWorkingSet } from './kkt.ts';
import {
  gradientScale,
  pointSize,
  rowExcess,
  variableExcess,
  wrongRow,
  wrongVariable,
} from './tolerance.ts';

/** Rounds allowed without fewer violations before the method gives up. */
const patience = 4;

/** Exchanges every violator at once. Returns how many there were. */
function exchange(engine: Engine): number {
  const { n, m, side, rowSide } = engine;
  const size = pointSize(engine);
  const scale = gradientScale(engine);
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    if (side[i] === 0) {
      const excess = variableExcess(engine, i, size);
      if (excess !== 0) {
        side[i] = Math.sign(excess);
        count += 1;
      }
    } else if (wrongVariable(engine, i, scale)) {
      side[i] = 0;
      count += 1;
    }
  }
  for (let r = 0; r < m; r += 1) {
    if (rowSide[r] === 0) {
      const excess = rowExcess(engine, r);
      if (excess !== 0) {
        rowSide[r] = Math.sign(excess);
        count += 1;
      }
    } else if (wrongRow(engine, r, scale)) {
      rowSide[r] = 0;
      count += 1;
    }
  }
  return count;
}

/** Puts every equality into the working set. @internal */
export function activateEqualities(engine: Engine): void {
  for (let r = 0; r < engine.m; r += 1) {
    if (isEquality(engine, r) && engine.rowSide[r] === 0) engine.rowSide[r] = 1;
  }
}

/**
 * Block principal pivoting (Judice and Pires 1994), extended to general rows: all violated limits
 * enter and all limits with a wrong multiplier leave at once, the system is factored afresh. It
 * usually ends within ten rounds and may cycle; then it stops with the best set it saw, and the dual
 * method, which cannot cycle, takes over.
 *
 * @internal
 */
export function pivotBlocks(engine: Engine): PhaseEnd {
  let best = Number.POSITIVE_INFINITY;
  let bestSide = engine.side.slice();
  let bestRowSide = engine.rowSide.slice();
  for (let left = patience; left > 0; ) {
    if (engine.signal?.aborted === true) return 'cancelled';
    activateEqualities(engine);
    const state = factorise(engine);
    if (state === 'singular') return 'singular';
    engine.iterations += 1;
    solveWorkingSet(engine, 0);
    const side = engine.side.slice();
    const rowSide = engine.rowSide.slice();
    const count = exchange(engine);
    if (count === 0) return 'done';
    if (count < best) {
      best = count;
      bestSide = side;
      bestRowSide = rowSide;
      left = patience;
    } else left -= 1;
    // Dependent rows mean too few free variables: exchanging on would only shuffle them.
    if (state === 'dependent') left -= 1;
  }
  engine.side.set(bestSide);
  engine.rowSide.set(bestRowSide);
  return 'stuck';
}
