/** `|got - want| / |want|`, or the absolute error where `want` is 0. */
export const relativeError = (got: number, want: number): number =>
  Math.abs(got - want) / (want === 0 ? 1 : Math.abs(want));
