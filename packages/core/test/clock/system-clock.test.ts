import { createSystemClock } from '@plimsoll/core';
import { clockContract } from '@plimsoll/core/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

describe('createSystemClock, real time', () => {
  const suite = clockContract(() => ({
    clock: createSystemClock(),
    fixture: { stepMs: 4, pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms + 8)) },
  }));
  for (const check of suite) test(check.name, check.run);

  test('tells the time of the machine', () => {
    expect(Math.abs(createSystemClock().now() - Date.now())).toBeLessThan(1000);
  });
});

describe('createSystemClock, fake time', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  test('keeps deadlines beyond 2^31 ms', () => {
    const clock = createSystemClock();
    const fired: number[] = [];
    const dueAt = clock.now() + 2 ** 31 + 5000;
    clock.at(dueAt, () => fired.push(clock.now()));
    vi.advanceTimersByTime(2 ** 31);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(fired).toEqual([dueAt]);
  });

  test('does not follow a wall clock that is set back, and fires when it has caught up', () => {
    const clock = createSystemClock();
    const fired: number[] = [];
    clock.at(1_000_010, () => fired.push(clock.now()));
    expect(clock.now()).toBe(1_000_000);
    vi.setSystemTime(999_900);
    expect(clock.now()).toBe(1_000_000);
    vi.advanceTimersByTime(10);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(fired).toEqual([1_000_010]);
  });
});
