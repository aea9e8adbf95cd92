import type { Bar } from '@plimsoll/core';

/** A final daily bar that closes at `closeAt`. */
export const barOf = (instrumentId: string, closeAt: number, close = 100): Bar => ({
  instrumentId,
  openAt: closeAt - 1000,
  closeAt,
  knownAt: closeAt,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volume: 10,
  price: 'trade',
  adjusted: false,
  session: 'regular',
  final: true,
  revision: 0,
});
