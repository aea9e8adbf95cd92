import { createSimulatedClock, PlimsollError } from '@plimsoll/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (PlimsollError.is(error)) return error.code;
  }
  return 'nothing thrown';
};

describe('createSimulatedClock', () => {
  test('fires due timers in order of due time, then of creation, at their due time', () => {
    const clock = createSimulatedClock(100);
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.now()]);
    clock.at(300, note('late'));
    clock.at(200, note('first'));
    clock.at(200, note('second'));
    clock.at(201, note('cancelled')).cancel();
    expect(clock.nextDueAt()).toBe(200);
    clock.advanceTo(250);
    expect(fired).toEqual([
      ['first', 200],
      ['second', 200],
    ]);
    expect(clock.now()).toBe(250);
    clock.advanceTo(300);
    expect(fired.at(-1)).toEqual(['late', 300]);
    expect(clock.nextDueAt()).toBeNull();
  });

  test('advanceBefore leaves timers due exactly then', () => {
    const clock = createSimulatedClock(0);
    const fired: number[] = [];
    clock.at(9, () => fired.push(9));
    clock.at(10, () => fired.push(10));
    clock.advanceBefore(10);
    expect(fired).toEqual([9]);
    expect(clock.now()).toBe(10);
    clock.advanceTo(10);
    expect(fired).toEqual([9, 10]);
  });

  test('timers added on the way fire in the same pass when due; the past fires at the present', () => {
    const clock = createSimulatedClock(0);
    const fired: number[] = [];
    clock.at(5, () => {
      clock.at(5, () => fired.push(clock.now()));
      clock.at(3, () => fired.push(clock.now()));
      clock.at(8, () => fired.push(clock.now()));
      clock.at(99, () => fired.push(clock.now()));
    });
    clock.advanceTo(10);
    expect(fired).toEqual([5, 5, 8]);
  });

  test('refuses to go back, to be advanced from a timer, and times that are no numbers', () => {
    const clock = createSimulatedClock(10);
    expect(codeOf(() => clock.advanceTo(9))).toBe('core/clock-backwards');
    expect(codeOf(() => clock.advanceTo(Number.NaN))).toBe('core/invalid-time');
    expect(codeOf(() => clock.at(Number.POSITIVE_INFINITY, () => {}))).toBe('core/invalid-time');
    expect(codeOf(() => createSimulatedClock(Number.NaN))).toBe('core/invalid-time');
    let code = '';
    clock.at(11, () => {
      code = codeOf(() => clock.advanceTo(20));
    });
    clock.advanceTo(12);
    expect(code).toBe('core/clock-reentered');
  });

  test('a throwing timer stops the pass but not the clock', () => {
    const clock = createSimulatedClock(0);
    const fired: number[] = [];
    clock.at(1, () => {
      throw new Error('boom');
    });
    clock.at(2, () => fired.push(2));
    expect(() => clock.advanceTo(5)).toThrow('boom');
    expect(clock.now()).toBe(1);
    clock.advanceTo(5);
    expect(fired).toEqual([2]);
  });

  test('many cancelled timers are swept without disturbing the rest', () => {
    const clock = createSimulatedClock(0);
    const fired: number[] = [];
    const timers = Array.from({ length: 500 }, (_, i) =>
      clock.at((i * 37) % 101, () => fired.push(i)),
    );
    timers.forEach((timer, i) => {
      if (i % 5 !== 0) timer.cancel();
    });
    clock.advanceTo(200);
    const kept = Array.from({ length: 100 }, (_, i) => 5 * i);
    expect(fired).toEqual(kept.sort((a, b) => ((a * 37) % 101) - ((b * 37) % 101) || a - b));
  });

  test('any schedule with cancellations fires sorted, each live timer once', () => {
    const schedule = fc.array(fc.record({ due: fc.nat(50), cancel: fc.boolean() }), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(schedule, (plan) => {
        const clock = createSimulatedClock(0);
        const fired: number[] = [];
        const timers = plan.map(({ due }, i) => clock.at(due, () => fired.push(i)));
        plan.forEach(({ cancel }, i) => {
          if (cancel) timers[i]?.cancel();
        });
        clock.advanceTo(100);
        const expected = plan
          .map(({ due, cancel }, i) => ({ due, cancel, i }))
          .filter(({ cancel }) => !cancel)
          .sort((a, b) => a.due - b.due || a.i - b.i)
          .map(({ i }) => i);
        expect(fired).toEqual(expected);
        for (const timer of timers) timer.cancel();
        expect(clock.nextDueAt()).toBeNull();
      }),
      runs(50),
    );
  });
});
