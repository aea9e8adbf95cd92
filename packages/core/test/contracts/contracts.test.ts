import { createSimulatedClock, misuse } from '@plimsoll/core';
import { createBus } from '@plimsoll/core/host';
import { createMemoryJournal } from '@plimsoll/core/journal';
import {
  type BusContractEvents,
  busContract,
  type ContractSuite,
  clockContract,
  createTestHost,
  ensureClose,
  ensureEqual,
  ensureRefused,
  journalContract,
  runContract,
} from '@plimsoll/core/testing';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/refusal.ts';

const suites: Readonly<Record<string, ContractSuite>> = {
  'simulated clock': clockContract(() => {
    const clock = createSimulatedClock(1000);
    return { clock, fixture: { stepMs: 10, pass: (ms) => clock.advanceTo(clock.now() + ms) } };
  }),
  'memory journal': journalContract(() => createMemoryJournal()),
  bus: busContract(() =>
    createBus<BusContractEvents>({ clock: createSimulatedClock(0), epoch: 3 }),
  ),
};

for (const [subject, suite] of Object.entries(suites)) {
  describe(subject, () => {
    for (const check of suite) test(check.name, check.run);
  });
}

describe('runContract', () => {
  test('reports what passed and what failed, and goes on after a failure', async () => {
    const outcome = await runContract([
      { name: 'holds', run: () => undefined },
      { name: 'throws', run: () => ensureEqual([1], [2], 'the list') },
      { name: 'rejects', run: () => Promise.reject('text') },
    ]);
    expect(outcome).toEqual({
      status: 'failed',
      passed: ['holds'],
      failed: [
        { name: 'throws', message: expect.stringContaining('the list must be [2], not [1]') },
        { name: 'rejects', message: 'text' },
      ],
    });
    expect((await runContract(suites['memory journal'] ?? [])).status).toBe('passed');
  });

  test('a faulty implementation fails its suite', async () => {
    const clock = createSimulatedClock(0);
    const early = clockContract(() => ({
      clock: {
        now: clock.now,
        at(dueAt: number, callback: () => void) {
          callback();
          return { dueAt, cancel() {} };
        },
      },
      fixture: { stepMs: 10, pass: (ms) => clock.advanceTo(clock.now() + ms) },
    }));
    const outcome = await runContract(early);
    expect(outcome.status === 'failed' ? outcome.failed.length : 0).toBe(5);
  });
});

test('assertions throw core/contract-violated', () => {
  expect(codeOf(() => ensureClose(1, 2, 0.5, 'x'))).toBe('core/contract-violated');
  ensureClose(1, 1.4, 0.5, 'x');
  expect(codeOf(() => ensureEqual('1', 1, 'x'))).toBe('core/contract-violated');
  expect(codeOf(() => ensureEqual(undefined, Number.NaN, 'x'))).toBe('core/contract-violated');
  ensureEqual(Number.NaN, Number.NaN, 'x');
  expect(codeOf(() => ensureRefused(() => undefined, 'x'))).toBe('core/contract-violated');
  const plain = () => {
    throw new Error('plain');
  };
  expect(codeOf(() => ensureRefused(plain, 'x'))).toBe('core/contract-violated');
  const refuse = () => misuse('core/test', [], null, 'No.');
  ensureRefused(refuse, 'x', 'core/test');
  expect(codeOf(() => ensureRefused(refuse, 'x', 'core/other'))).toBe('core/contract-violated');
});

test('createTestHost collects events and replays', () => {
  const { bus, payloads, replay, events, host } = createTestHost();
  bus.publish('universe.changed', { universe: 'u', added: ['a'], removed: [], reason: 'test' });
  expect(payloads('universe.changed').length).toBe(1);
  expect(events.map(({ type }) => type)).toEqual(['system.run-started', 'universe.changed']);
  expect(replay()).toMatchObject({ status: 'identical', inputs: 2, derived: 0 });
  expect(host.state()).toBe('running');
  expect(createTestHost({ start: false }).host.state()).toBe('idle');
});
