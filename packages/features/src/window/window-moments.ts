/** Slots that {@link pushMoments} uses from its offset on, for a window of `bars`. */
export const windowMomentsLength = (bars: number): number => 2 * bars + 5;

/**
 * Mean and sum of squared deviations of the last `bars` numbers, in constant time: Welford's
 * recursion over the current lap, merged with the previous lap's suffix (Chan, Golub and LeVeque,
 * 1983). As in `pushSum` nothing is ever subtracted, so a spike leaves no trace once it has left.
 *
 * Layout from `at`: the window's mean and squared deviations (the results), position in the lap,
 * the lap's mean and squared deviations, then for each slot of the lap the mean (the number itself
 * before the position) and the squared deviations of the previous lap's suffix.
 */
export function pushMoments(state: Float64Array, at: number, bars: number, x: number): void {
  const position = state[at + 2] as number;
  const means = at + 5;
  const squares = means + bars;
  const count = position + 1;
  let mean = x;
  let square = 0;
  if (position > 0) {
    const before = state[at + 3] as number;
    mean = before + (x - before) / count;
    square = (state[at + 4] as number) + (x - before) * (x - mean);
  }
  state[at + 3] = mean;
  state[at + 4] = square;
  state[means + position] = x;
  const rest = bars - count;
  if (rest > 0) {
    const apart = (state[means + count] as number) - mean;
    state[at] = mean + (apart * rest) / bars;
    state[at + 1] =
      square + (state[squares + count] as number) + (apart * apart * count * rest) / bars;
    state[at + 2] = count;
    return;
  }
  state[at] = mean;
  state[at + 1] = square;
  state[at + 2] = 0;
  endLap(state, means, squares, bars);
}

// Turns the lap's numbers, in place, into the moments of its suffixes.
const endLap = (state: Float64Array, means: number, squares: number, bars: number): void => {
  let mean = state[means + bars - 1] as number;
  let square = 0;
  state[squares + bars - 1] = 0;
  for (let i = bars - 2, count = 2; i > 0; i--, count++) {
    const x = state[means + i] as number;
    const next = mean + (x - mean) / count;
    square += (x - mean) * (x - next);
    mean = next;
    state[means + i] = mean;
    state[squares + i] = square;
  }
};
