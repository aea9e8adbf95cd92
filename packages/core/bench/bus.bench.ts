import { createSimulatedClock, type SystemEvents } from '@plimsoll/core';
import { createBus } from '@plimsoll/core/host';
import { bench, describe } from 'vitest';
import { barOf } from '../test/support/bar.ts';

interface BenchEvents extends SystemEvents {
  readonly 'bench.tick': number;
  readonly 'market.bar': unknown;
}

const batch = 1000;
const makeBus = (subscribers: number) => {
  const bus = createBus<BenchEvents>({
    clock: createSimulatedClock(0),
    epoch: 1,
    sources: { feed: 'input' },
  });
  let seen = 0;
  for (let i = 0; i < subscribers; i++) {
    bus.subscribe('bench.tick', () => void seen++);
    bus.subscribe('market.bar', () => void seen++);
  }
  return bus;
};

describe('publish, 1000 events an iteration', () => {
  for (const subscribers of [1, 3, 50]) {
    const bus = makeBus(subscribers);
    bench(`a number to ${subscribers}`, () => {
      for (let i = 0; i < batch; i++) bus.publish('bench.tick', i);
    });
  }
  const bus = makeBus(3);
  const bar = barOf('AAPL', 1000);
  bench('a validated bar of 14 fields to 3', () => {
    for (let i = 0; i < batch; i++) bus.publish('market.bar', bar);
  });
  const chain = makeBus(3);
  const alpha = chain.as('alpha');
  chain.subscribe('market.bar', () => alpha.publish('bench.tick', 1));
  bench('a bar to 4 that causes a number to 3', () => {
    for (let i = 0; i < batch; i++) chain.publish('market.bar', bar);
  });
});
