/** Counts promises until they settle. */
export interface PromiseCounter {
  /** Counts `promise`; calls `onRejected` before it stops counting. */
  track(promise: PromiseLike<void>, onRejected: (error: unknown) => void): void;
  /** Number not settled yet. */
  pending(): number;
  /** Resolves when none is left. */
  settled(): Promise<void>;
}

/** Makes a counter at zero. */
export function createPromiseCounter(): PromiseCounter {
  let count = 0;
  let waiting: (() => void)[] = [];
  const settle = (): void => {
    count--;
    if (count > 0) return;
    const resolve = waiting;
    waiting = [];
    for (const done of resolve) done();
  };
  return {
    track(promise: PromiseLike<void>, onRejected: (error: unknown) => void): void {
      count++;
      promise.then(settle, (error: unknown) => {
        onRejected(error);
        settle();
      });
    },
    pending: () => count,
    async settled(): Promise<void> {
      while (count > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
