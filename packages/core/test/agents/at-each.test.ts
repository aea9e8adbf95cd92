import {
  type AgentContext,
  atEach,
  defineAgent,
  type SystemEvents,
  type Timer,
} from '@plimsoll/core';
import { createTestHost } from '@plimsoll/core/testing';
import { expect, test } from 'vitest';

const run = (times: Iterable<number>, onTime?: (at: number, timer: Timer) => void, startAt = 0) => {
  const fired: [number, number][] = [];
  let timer: Timer = { dueAt: Number.NaN, cancel: () => undefined };
  const host = createTestHost<SystemEvents>({
    startAt,
    agents: () => [
      defineAgent('report', {}, (context: AgentContext<SystemEvents, null>) => {
        timer = atEach(context, times, (at) => {
          fired.push([at, context.now()]);
          onTime?.(at, timer);
        });
        return undefined;
      }),
    ],
  });
  return { ...host, fired, dueAt: () => timer.dueAt };
};

test('runs at each time of a list, and is done after the last', () => {
  const { clock, fired, dueAt, replay } = run([10, 20, 20, 50]);
  expect(dueAt()).toBe(10);
  clock.advanceTo(100);
  const live = [...fired];
  expect(live).toEqual([
    [10, 10],
    [20, 20],
    [20, 20],
    [50, 50],
  ]);
  expect(replay().status).toBe('identical');
});

test('reads an endless calendar lazily and skips what is past', () => {
  const weekly = function* (): Generator<number> {
    for (let week = 0; ; week++) yield week * 7;
  };
  const { clock, fired } = run(
    weekly(),
    (at, timer) => {
      if (at === 42) timer.cancel();
    },
    30,
  );
  clock.advanceTo(1000);
  expect(fired.map(([at]) => at)).toEqual([35, 42]);
});

test('an empty list does nothing', () => {
  const { clock, fired } = run([]);
  clock.advanceTo(1000);
  expect(fired).toEqual([]);
});
