import { checkName } from '../errors/checks.ts';
import { misuse } from '../errors/misuse.ts';
import type { SystemEvents } from '../events/system-events.ts';
import { subjectOf } from '../subjects/subject-of.ts';
import { type BusOptions, resolveBusOptions } from './bus-options.ts';
import { createDrainQueue } from './drain-queue.ts';
import type { Event } from './event.ts';
import type { HostBus, PublishOptions, SourceBus } from './event-bus.ts';
import { describeError, type HandlerFailure, rethrow } from './failure-log.ts';
import { createHandlerTable, everyEvent, type Handler } from './handler-table.ts';
import { deepFreeze, plainPayload } from './plain-payload.ts';
import { createPromiseCounter } from './promise-counter.ts';
import { createSourceTable, type Source } from './source-table.ts';

interface Draft {
  readonly source: Source;
  readonly type: string;
  readonly payload: unknown;
  readonly subject: string;
  readonly cause: Pick<Event, 'id' | 'correlationId'> | null;
}

interface Effect {
  readonly run: () => void;
  readonly cause: Event;
  readonly subscriber: string;
}

/**
 * Makes an event bus: synchronous, first in first out, run to completion. One input and all it
 * causes form a *drain*: one total order for every subscriber, one frozen time, one link in the
 * journal. Inputs published during a drain wait for a drain of their own; effects run between
 * drains; what effects publish comes before waiting inputs, so that replay finds the same order.
 *
 * A throwing handler stops nobody: it surfaces as `system.handler-failed`.
 *
 * @example
 * ```ts
 * const bus = createBus<Vocabulary>({ clock, epoch: 0, sources: { feed: 'input' } });
 * bus.subscribe('market.bar', ({ payload }) => print(payload.close));
 * bus.publish('market.bar', bar, { source: 'feed' });
 * ```
 */
export function createBus<E extends SystemEvents>(options: BusOptions): HostBus<E> {
  const { clock, epoch, journal, strict, onError, ...limits } = resolveBusOptions(options);
  const { maxCausalDepth, maxEventsPerDrain } = limits;
  const sources = createSourceTable(epoch);
  for (const [name, role] of Object.entries(limits.sources)) sources.declare(name, role);
  const host = sources.get('host');
  const system = sources.get('system');

  const queue = createDrainQueue();
  const waiting: { readonly derived: Draft[]; readonly inputs: Draft[] } = {
    derived: [],
    inputs: [],
  };
  const effects: Effect[] = [];
  let running = false;
  let current: Event | null = null;
  let time = Number.NEGATIVE_INFINITY;
  let seq = 0;
  let eventsOfRun = 0;
  let broken: unknown = null;
  let unheard: HandlerFailure[] = [];
  let unheardAsync: HandlerFailure[] = [];
  const promises = createPromiseCounter();
  const handlers = createHandlerTable({ failed, returned });

  function enqueue({ source, type, payload, subject, cause }: Draft, parent: number): void {
    eventsOfRun++;
    const id = source.nextId();
    const event: Event = {
      id,
      type,
      payload,
      source: source.name,
      role: source.role,
      seq: ++seq,
      at: time,
      subject,
      correlationId: cause === null ? id : cause.correlationId,
      causationId: cause === null ? null : cause.id,
    };
    if (strict) {
      deepFreeze(payload);
      Object.freeze(event);
    }
    queue.push(event, parent);
  }

  function checkLimits(type: string): void {
    const position = queue.position();
    if (queue.depth(position) >= maxCausalDepth) {
      const chain = queue.chain(position).map((event) => event.type);
      const tail = [...chain.slice(-6), type].join(' > ');
      misuse('core/causal-depth', ['type'], chain, `Break the feedback loop … > ${tail}.`);
    }
    if (eventsOfRun >= maxEventsPerDrain) {
      misuse('core/too-many-events', ['type'], type, `One input caused ${eventsOfRun} events.`);
    }
  }

  function publishFrom(from: Source, type: string, given: unknown, how?: PublishOptions): void {
    if (broken !== null) {
      misuse(
        'core/journal-failed',
        [],
        broken,
        'Nothing can be published that cannot be recorded.',
      );
    }
    if (typeof type !== 'string' || type === '') checkName(type, 'core/invalid-type', ['type']);
    const source = how?.source === undefined ? from : sources.get(how.source);
    const payload = plainPayload(given);
    const keyed = typeof payload === 'object' && payload !== null;
    const subject = how?.subject ?? (keyed ? subjectOf(type, payload) : '');
    if (source.role === 'input') {
      const draft: Draft = { source, type, payload, subject, cause: how?.causedBy ?? null };
      waiting.inputs.push(draft);
    } else {
      const cause = how?.causedBy ?? current;
      if (cause === null) {
        misuse(
          'core/derived-without-cause',
          ['causedBy'],
          source.name,
          'Pass causedBy after an await, or declare the source as an input: a derived event must follow from one.',
        );
      }
      const draft: Draft = { source, type, payload, subject, cause };
      const handling = queue.position() >= 0;
      if (running) checkLimits(type);
      if (handling) enqueue(draft, queue.position());
      else waiting.derived.push(draft);
    }
    if (running) return;
    run();
    rethrowUnheard();
  }

  /** Handles everything that waits. */
  function run(): void {
    // Only after an await can a derived event come first; else it keeps the time of its input.
    if (waiting.derived.length > 0) time = Math.max(time, clock.now());
    running = true;
    eventsOfRun = 0;
    try {
      for (;;) {
        // Lengths first: shifting empty arrays would cost more than most handlers.
        if (waiting.derived.length > 0) {
          drain(waiting.derived.shift() as Draft);
        } else if (waiting.inputs.length > 0) {
          time = Math.max(time, clock.now());
          eventsOfRun = 0;
          drain(waiting.inputs.shift() as Draft);
        } else {
          break;
        }
      }
    } finally {
      running = false;
    }
  }

  function rethrowUnheard(): void {
    if (unheard.length === 0) return;
    const failures = unheard;
    unheard = [];
    rethrow(failures);
  }

  function drain(root: Draft): void {
    enqueue(root, -1);
    try {
      for (let event = queue.next(); event !== undefined; event = queue.next()) {
        current = event;
        handlers.dispatch(event);
      }
    } finally {
      current = null;
    }
    try {
      if (journal !== null) {
        journal.append(queue.events());
        if (effects.length > 0) journal.beforeEffects();
      }
    } catch (error) {
      broken = error;
      throw error;
    } finally {
      queue.clear();
    }
    for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) {
      current = effect.cause;
      try {
        effect.run();
      } catch (error) {
        failed(effect.cause, effect.subscriber, error);
      } finally {
        current = null;
      }
    }
  }

  function failed(event: Event, subscriber: string, error: unknown): void {
    const failure: HandlerFailure = { event, subscriber, error };
    const heard = event.type !== 'system.handler-failed' && handlers.has('system.handler-failed');
    if (strict || (!heard && onError === null)) unheard.push(failure);
    else if (!heard) onError?.(failure);
    if (event.type === 'system.handler-failed') return;
    const payload = {
      eventId: event.id,
      eventType: event.type,
      subscriber,
      ...describeError(error),
    };
    const draft: Draft = {
      source: system,
      type: 'system.handler-failed',
      payload,
      subject: subscriber,
      cause: event,
    };
    // Past the limits on purpose: the report of a broken limit must get through.
    if (queue.position() >= 0) enqueue(draft, queue.position());
    else waiting.derived.push(draft);
  }

  function returned(event: Event, subscriber: string, promise: PromiseLike<void>): void {
    promises.track(promise, (error) => {
      failed(event, subscriber, error);
      try {
        run();
      } catch (thrown) {
        unheard.push({ event, subscriber, error: thrown });
      }
      // There is no publisher to throw at: idle() rejects.
      unheardAsync.push(...unheard.splice(0));
    });
  }

  function now(): number {
    return running ? time : Math.max(time, clock.now());
  }

  const subscribeFor =
    (subscriber: string) =>
    (type: string, handler: Handler): (() => void) =>
      handlers.add(checkName(type, 'core/invalid-type', ['type']), subscriber, handler);

  const speakFor = (source: Source): SourceBus<E> => {
    const bus = {
      source: source.name,
      publish: (type: string, payload: unknown, how?: PublishOptions) =>
        publishFrom(source, type, payload, how),
      subscribe: subscribeFor(source.name),
      now,
      nextId: source.nextId,
      perform(effect: () => void): void {
        if (current === null) {
          misuse(
            'core/effect-without-cause',
            [],
            effect,
            'Request effects while handling an event.',
          );
        }
        effects.push({ run: effect, cause: current as Event, subscriber: source.name });
      },
    };
    return bus as SourceBus<E>;
  };

  const hostBus = {
    ...speakFor(host),
    clock,
    epoch,
    journal,
    now,
    sources: sources.roles,
    as: (name: string) => speakFor(sources.declare(name)),
    tap: (handler: Handler) => handlers.add(everyEvent, 'tap', handler),
    pending: promises.pending,
    async idle(): Promise<void> {
      await promises.settled();
      const failures = unheardAsync;
      unheardAsync = [];
      rethrow(failures);
    },
  };
  return hostBus as unknown as HostBus<E>;
}
