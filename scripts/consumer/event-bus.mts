// Type tests of the event bus on the *built* declarations, as a user's compiler sees them. Every
// `@ts-expect-error` is a claim: where the error does not occur, the compiler reports the comment itself.
import type {
  AnyEvent,
  EventBus,
  HostBus,
  MarketEvents,
  OrderEvents,
  Vocabulary,
} from '@plimsoll/core';

interface Fills {
  readonly 'desk.filled': { readonly lots: number };
}
interface Alarms {
  readonly 'desk.alarmed': { readonly text: string };
}
interface Desk extends Fills, Alarms {}

declare const fills: EventBus<Fills>;
declare const desk: EventBus<Desk>;
declare const host: HostBus<Desk>;
declare const whole: HostBus<Vocabulary & Desk>;

// A wider bus is accepted where a narrower one is asked for.
export const wider: readonly EventBus<Fills>[] = [desk, host, whole];
export const vocabulary: EventBus<MarketEvents & OrderEvents> = whole;

// @ts-expect-error A narrower bus lacks `desk.alarmed`.
export const narrower: EventBus<Desk> = fills;
// @ts-expect-error An unrelated bus is no substitute.
export const unrelated: EventBus<Alarms> = fills;
// @ts-expect-error The host's bus is invariant: `tap` sees every event.
export const tapped: HostBus<Fills> = host;
// @ts-expect-error A plain bus is no host bus.
export const promoted: HostBus<Fills> = fills;

desk.publish('desk.filled', { lots: 3 });
// @ts-expect-error The payload belongs to the type.
desk.publish('desk.filled', { text: 'three' });
// @ts-expect-error An event that the bus does not carry.
fills.publish('desk.alarmed', { text: 'margin' });

desk.subscribe('desk.alarmed', (event) => {
  const text: string = event.payload.text;
  return text.length > 0 ? undefined : Promise.resolve();
});
// @ts-expect-error An event that the bus does not carry.
fills.subscribe('desk.alarmed', () => undefined);

export const narrowed = (event: AnyEvent<Desk>): string => {
  switch (event.type) {
    case 'desk.filled':
      return event.payload.lots.toFixed(0);
    case 'desk.alarmed':
      return event.payload.text;
  }
};

host.tap((event) => narrowed(event));
