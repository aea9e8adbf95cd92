import type { Clock } from '../clock/clock.ts';
import { type ContractSuite, ensure, ensureEqual, ensureRefused } from './contract.ts';

/** How the clock under test is moved. */
export interface ClockFixture {
  /** Lets at least `milliseconds` pass on the clock and fires what is due. */
  readonly pass: (milliseconds: number) => void | Promise<void>;
  /** A wait that makes one timer surely later than another, ms. */
  readonly stepMs: number;
}

/** Statements every {@link Clock} must satisfy, on simulated or real time. */
export function clockContract(make: () => { clock: Clock; fixture: ClockFixture }): ContractSuite {
  return [
    {
      name: 'time is a finite number and never goes backwards',
      async run(): Promise<void> {
        const { clock, fixture } = make();
        const before = clock.now();
        await fixture.pass(fixture.stepMs);
        ensure(Number.isFinite(before) && clock.now() >= before, 'now() is finite and ascending');
      },
    },
    {
      name: 'timers fire once, in order of due time, then of creation, and never early',
      async run(): Promise<void> {
        const { clock, fixture } = make();
        const start = clock.now();
        const fired: string[] = [];
        const set = (name: string, steps: number): void => {
          clock.at(start + steps * fixture.stepMs, () => {
            ensure(clock.now() >= start + steps * fixture.stepMs, 'no timer fires early');
            fired.push(name);
          });
        };
        set('c', 2);
        set('a', 1);
        set('b', 1);
        await fixture.pass(3 * fixture.stepMs);
        ensureEqual(fired, ['a', 'b', 'c'], 'the order of firing');
      },
    },
    {
      name: 'a cancelled timer does not fire; cancelling is idempotent, also after firing',
      async run(): Promise<void> {
        const { clock, fixture } = make();
        const fired: string[] = [];
        const gone = clock.at(clock.now() + fixture.stepMs, () => fired.push('cancelled'));
        const kept = clock.at(clock.now() + fixture.stepMs, () => fired.push('kept'));
        gone.cancel();
        gone.cancel();
        await fixture.pass(2 * fixture.stepMs);
        kept.cancel();
        ensureEqual(fired, ['kept'], 'what fired');
      },
    },
    {
      name: 'a deadline in the past fires soon, but never inside the call that sets it',
      async run(): Promise<void> {
        const { clock, fixture } = make();
        let fired = 0;
        clock.at(clock.now() - 1000, () => fired++);
        ensureEqual(fired, 0, 'firings inside the call');
        await fixture.pass(fixture.stepMs);
        ensureEqual(fired, 1, 'firings afterwards');
      },
    },
    {
      name: 'a deadline beyond 2^31 ms is kept, not fired at once',
      async run(): Promise<void> {
        const { clock, fixture } = make();
        let fired = 0;
        const dueAt = clock.now() + 2 ** 32;
        const timer = clock.at(dueAt, () => fired++);
        await fixture.pass(fixture.stepMs);
        timer.cancel();
        ensureEqual([fired, timer.dueAt], [0, dueAt], 'firings and due time');
      },
    },
    {
      name: 'a deadline that is no finite number is refused',
      run(): void {
        const { clock } = make();
        ensureRefused(() => clock.at(Number.NaN, () => undefined), 'a NaN deadline');
      },
    },
  ];
}
