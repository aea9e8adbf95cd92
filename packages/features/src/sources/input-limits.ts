/**
 * Sizes beyond which an input is refused: far outside any market, and close enough to keep sums,
 * squares and quotients of readings finite.
 */
export interface InputLimits {
  /** Largest magnitude of an input. */
  readonly largestInput: number;
  /** Smallest value where a positive one is needed. */
  readonly smallestPositive: number;
  /** Largest magnitude of a reading of user-written code. */
  readonly largestReading: number;
}

/** The limits in force. */
export const inputLimits: InputLimits = {
  largestInput: 1e30,
  smallestPositive: 1e-30,
  largestReading: 1e60,
};
