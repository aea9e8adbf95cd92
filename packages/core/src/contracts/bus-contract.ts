import type { Event } from '../bus/event.ts';
import type { HostBus } from '../bus/event-bus.ts';
import type { SystemEvents } from '../events/system-events.ts';
import { type ContractSuite, ensureEqual, ensureRefused } from './contract.ts';

/** The events the bus contract publishes. */
export interface BusContractEvents extends SystemEvents {
  /** Published by the checks. */
  readonly 'contract.first': number;
  /** Published by handlers. */
  readonly 'contract.second': number;
}

/** Statements every bus must satisfy. `make` gives a fresh bus that is not strict. */
export function busContract(make: () => HostBus<BusContractEvents>): ContractSuite {
  const record = (bus: HostBus<BusContractEvents>): Event[] => {
    const seen: Event[] = [];
    bus.tap((event) => void seen.push(event));
    return seen;
  };
  return [
    {
      name: 'events published by a handler wait until everybody has seen the first',
      run(): void {
        const bus = make();
        const alpha = bus.as('alpha');
        const order: string[] = [];
        alpha.subscribe('contract.first', ({ payload }) =>
          alpha.publish('contract.second', payload),
        );
        bus.subscribe('contract.second', () => void order.push('second'));
        bus.subscribe('contract.first', () => void order.push('first'));
        bus.publish('contract.first', 1);
        ensureEqual(order, ['first', 'second'], 'the order');
      },
    },
    {
      name: 'a throwing handler stops nobody and surfaces as system.handler-failed',
      run(): void {
        const bus = make();
        const seen = record(bus);
        let after = 0;
        bus.subscribe('system.handler-failed', () => undefined);
        bus.as('bad').subscribe('contract.first', () => {
          throw new RangeError('contract');
        });
        bus.subscribe('contract.first', () => void after++);
        bus.publish('contract.first', 1);
        ensureEqual(after, 1, 'calls of the next handler');
        const failure = seen.find(({ type }) => type === 'system.handler-failed')?.payload;
        ensureEqual(
          (failure as { subscriber?: string }).subscriber,
          'bad',
          'the subscriber blamed',
        );
      },
    },
    {
      name: 'ids, sequence, cause and correlation are those of the vocabulary',
      run(): void {
        const bus = make();
        const seen = record(bus);
        const alpha = bus.as('alpha');
        alpha.subscribe('contract.first', () => alpha.publish('contract.second', 2));
        bus.publish('contract.first', 1);
        const epoch = bus.epoch.toString(36);
        ensureEqual(
          seen.map(({ id, seq, role, correlationId, causationId }) => [
            id,
            seq,
            role,
            correlationId,
            causationId,
          ]),
          [
            [`host-${epoch}-1`, 1, 'input', `host-${epoch}-1`, null],
            [`alpha-${epoch}-1`, 2, 'derived', `host-${epoch}-1`, `host-${epoch}-1`],
          ],
          'the envelopes',
        );
      },
    },
    {
      name: 'non-finite numbers are refused at publish and leave the bus as it was',
      run(): void {
        const bus = make();
        const seen = record(bus);
        ensureRefused(
          () => bus.publish('contract.first', Number.NaN),
          'NaN',
          'core/invalid-payload',
        );
        bus.publish('contract.first', -0);
        ensureEqual(
          [seen.length, seen[0]?.seq, Object.is(seen[0]?.payload, 0)],
          [1, 1, true],
          'the next event',
        );
      },
    },
    {
      name: 'unsubscribing takes effect at once, subscribing from the next event',
      run(): void {
        const bus = make();
        const heard: string[] = [];
        bus.subscribe('contract.first', () => {
          stop();
          bus.subscribe('contract.first', () => void heard.push('new'));
        });
        const stop = bus.subscribe('contract.first', () => void heard.push('stopped'));
        bus.publish('contract.first', 1);
        ensureEqual(heard, [], 'who heard the event');
      },
    },
    {
      name: 'effects run after the drain, in order',
      run(): void {
        const bus = make();
        const alpha = bus.as('alpha');
        const order: string[] = [];
        alpha.subscribe('contract.first', () => {
          alpha.perform(() => void order.push('effect 1'));
          alpha.perform(() => void order.push('effect 2'));
          alpha.publish('contract.second', 1);
        });
        alpha.subscribe('contract.second', () => void order.push('second'));
        bus.publish('contract.first', 1);
        ensureEqual(order, ['second', 'effect 1', 'effect 2'], 'the order');
      },
    },
    {
      name: 'idle waits for promises returned by handlers',
      async run(): Promise<void> {
        const bus = make();
        let done = false;
        bus.subscribe('contract.first', async () => {
          await null;
          await null;
          done = true;
        });
        bus.publish('contract.first', 1);
        await bus.idle();
        ensureEqual([done, bus.pending()], [true, 0], 'done and pending');
      },
    },
  ];
}
