/** Slots that {@link pushSum} uses from its offset on, for a window of `bars`. */
export const windowSumLength = (bars: number): number => bars + 2;

/**
 * Sum of the last `bars` numbers, in constant time and without subtraction, so that nothing that
 * has left the window can still disturb it. The window is the current lap's prefix plus the
 * previous lap's suffix; suffix sums are made anew at the end of each lap, in the place of the
 * lap's own numbers (van Herk, 1992).
 *
 * Layout from `at`: position in the lap, sum of the lap so far, then `bars` slots that hold the
 * lap's numbers before the position and the previous lap's suffix sums after it.
 */
export function pushSum(state: Float64Array, at: number, bars: number, x: number): number {
  const position = state[at] as number;
  const first = at + 2;
  const lap = (position === 0 ? 0 : (state[at + 1] as number)) + x;
  state[at + 1] = lap;
  state[first + position] = x;
  if (position + 1 < bars) {
    state[at] = position + 1;
    return lap + (state[first + position + 1] as number);
  }
  for (let i = first + bars - 2; i > first; i--) {
    state[i] = (state[i] as number) + (state[i + 1] as number);
  }
  state[at] = 0;
  return lap;
}
